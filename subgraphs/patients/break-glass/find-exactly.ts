import { type Fragment, type RequestContext, sql } from '@caretrail/kit';

/** Searches of one clinician in a clock hour; what is asked beyond is not looked up. The database holds to it too. */
export const SEARCHES_AN_HOUR = 20;

export type Found =
  | { readonly outcome: 'FOUND'; readonly patient: string }
  /** Nobody, or more than one: which of the two is not told. */
  | { readonly outcome: 'NOT_FOUND' }
  | { readonly outcome: 'TOO_MANY' };

/**
 * Finds the one person with a digest, whoever the caller is to them. The search is on record before anything is looked
 * up, and row-level security shows the rows of that digest alone, to this transaction alone. One that finds nobody runs
 * the statements of one that finds several.
 */
export async function findExactly({ caller, store }: RequestContext, digest: Fragment): Promise<Found> {
  await store.query(
    sql`select pg_advisory_xact_lock(hashtextextended('search ' || ${caller.subject}::text, 0))`,
  );
  const taken = await store.query(sql`
    insert into access.search (subject, hour, place, digest)
    select ${caller.subject}, date_trunc('hour', now(), 'UTC'), earlier.count + 1, ${digest}
    from (
      select count(*) from access.search
      where subject = ${caller.subject} and hour = date_trunc('hour', now(), 'UTC')
    ) as earlier where earlier.count < ${SEARCHES_AN_HOUR}::int
    returning place`);
  if (taken.length === 0) return { outcome: 'TOO_MANY' };
  const people = await store.query<{ patient: string }>(
    sql`select patient from access.identification where digest = ${digest} limit 2`,
  );
  const [only, another] = people;
  if (only === undefined || another !== undefined) return { outcome: 'NOT_FOUND' };
  return { outcome: 'FOUND', patient: only.patient };
}
