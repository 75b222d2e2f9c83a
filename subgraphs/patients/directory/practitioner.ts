import { type Builder, byId, type RequestContext, sql } from '@caretrail/kit';
import { type OrganizationRef, organizationLoader } from './organization.ts';

export interface PractitionerRecord {
  readonly id: string;
  readonly name: string;
  readonly npi: string | null;
  readonly organization: string | null;
}

export const practitionerLoader = (context: RequestContext) =>
  byId<PractitionerRecord>((ids) =>
    context.store.query(sql`select p.id, coalesce(p.name, 'Unnamed') as name, p.npi, p.organization
      from patients.practitioner p where p.id = any(${ids}::uuid[])`),
  );

/** No root field and no list: a practitioner is reached only through a record that the caller may read. */
export const addPractitionerType = (builder: Builder, Organization: OrganizationRef) =>
  builder.objectRef<PractitionerRecord>('Practitioner').implement({
    description: 'Who provides care; practitioners appear by name.',
    access: 'open',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      name: t.exposeString('name', { nullable: false }),
      npi: t.exposeString('npi'),
      organization: t.field({
        type: Organization,
        resolve: ({ organization }, _, context) =>
          organization === null ? null : context.use(organizationLoader).load(organization),
      }),
    }),
  });

export type PractitionerRef = ReturnType<typeof addPractitionerType>;
