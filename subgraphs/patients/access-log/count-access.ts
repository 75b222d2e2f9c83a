import { CATALOGUE, instant, type RequestContext, sql } from '@caretrail/kit';
import { byCaller } from './access-filter.ts';
import { accessScope } from './access-scope.ts';
import { visitsSql } from './visits-sql.ts';

/** How often a visit was looked at by others than the caller. */
export interface AccessCount {
  readonly encounter: string;
  readonly requests: number;
  readonly readers: number;
  readonly last: string | null;
  readonly emergency: boolean;
  readonly unvisited: boolean;
}

/** Counts of those of the visits whose persons the caller may know of. Asking is a reading of the log. */
export async function countAccess(
  encounters: readonly string[],
  context: RequestContext,
): Promise<readonly AccessCount[]> {
  const { caller, reads, store } = context;
  const scope = accessScope(context, null);
  const counts = await store.query<AccessCount & { readonly patient: string }>(sql`
    with visit as materialized (select * from (${visitsSql(encounters)}) visit where ${scope.known}),
    seen as materialized (
      select visited.id as encounter, e.request, e.tier, e.subject, e.organization, e.at,
        e.emergency @> array[visit.person] as emergency, e.unvisited @> array[visit.person] as unvisited
      from access.event e cross join lateral unnest(e.encounters) visited (id) join visit on visit.id = visited.id
      where e.patients && array(select person from visit) and ${scope.passes} and e.outcome = 'PERMITTED'
        and not ${byCaller(caller)}
    )
    select visit.id as encounter, visit.person as patient, count(distinct request)::int as requests,
      count(distinct (tier, subject, organization)) filter (where request is not null)::int as readers,
      ${instant(sql`max(at)`)} as last, coalesce(bool_or(emergency), false) as emergency,
      coalesce(bool_or(unvisited), false) as unvisited
    from visit left join seen on seen.encounter = visit.id group by visit.id, visit.person`);
  for (const { patient } of counts)
    reads.disclosed([CATALOGUE.get('accesslog.read')], { patient, relations: {}, consents: [] });
  return counts;
}
