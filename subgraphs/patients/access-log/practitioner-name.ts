import { byGroup, type RequestContext, sql } from '@caretrail/kit';

interface Named {
  readonly subject: string;
  readonly name: string | null;
}

/** Names of practitioners by the staff ids of those whom the issuer calls by their record id or their NPI. */
export const practitionerNames = (context: RequestContext) =>
  byGroup<Named>(
    (subjects) =>
      context.store.query(sql`
        select staff.subject, p.name from unnest(${subjects}::text[]) as staff (subject)
        join patients.practitioner p on p.id::text = staff.subject or p.npi = staff.subject`),
    ({ subject }) => subject,
  );
