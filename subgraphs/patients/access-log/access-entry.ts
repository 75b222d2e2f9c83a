import { type Fragment, instant, sql } from '@caretrail/kit';
import type { AccessScope } from './access-scope.ts';

/** People of one entry who are named; the rest are counted. */
const MOST_NAMED = 100;

/** What one reader read on one day (UTC), for one purpose and with one outcome: repeats are one entry. */
export interface AccessEntry {
  readonly key: string;
  /** The entry's place in the order of the list. */
  readonly placed: string;
  readonly first: string;
  readonly last: string;
  readonly requests: number;
  readonly tier: string;
  readonly role: string | null;
  readonly subject: string | null;
  /** Member slug. */
  readonly organization: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly outcome: string;
  readonly emergency: boolean;
  readonly unvisited: boolean;
  readonly classes: readonly string[];
  readonly policies: readonly string[];
  /** How many people the caller may know of in it, and up to a hundred of them. */
  readonly people: number;
  readonly patients: readonly string[];
}

/** What tells entries apart. */
export const ENTRY_KEY = sql`row((e.at at time zone 'UTC')::date, e.tier, e.role, e.subject, e.organization, e.purpose, e.case_id,
  e.outcome)::text collate "C"`;

/** Where a list of entries stands. */
export interface EntryPage {
  /** Conditions on `e`. */
  readonly where: Fragment;
  readonly scope: AccessScope;
  /** Whether entries are in the order of days alone, for callers who learn no times. */
  readonly byDay: boolean;
  /** The last entry of the page before; null: from the newest. */
  readonly behind: { readonly placed: string; readonly key: string } | null;
  /** Events after which the look back ends with the day that it has come to; null: it goes to the first. */
  readonly look: number | null;
  readonly limit: number;
}

/**
 * One statement for a page of entries, newest first. It looks back over whole days, so that the entries it gathers are
 * complete; a row without a key says that there are none. `bounded` tells that older events were not looked at.
 */
export function entriesSql({ where, scope, byDay, behind, look, limit }: EntryPage): Fragment {
  const before =
    behind === null
      ? where
      : sql`${where} and e.at < date_trunc('day', ${behind.placed}::timestamptz, 'UTC') + interval '1 day'`;
  // All events of an entry behind the place are behind it too.
  const from = behind === null ? where : sql`${where} and e.at <= ${behind.placed}::timestamptz`;
  const since =
    look === null
      ? sql`'-infinity'::timestamptz`
      : sql`coalesce((select date_trunc('day', e.at, 'UTC') from access.event e where ${from}
          order by e.at desc offset ${look}::int limit 1), '-infinity')`;
  const placed = byDay ? sql`date_trunc('day', max(at), 'UTC')` : sql`max(at)`;
  const after =
    behind === null ? sql`true` : sql`(placed, key) < (${behind.placed}::timestamptz, ${behind.key})`;
  return sql`
    with floor as materialized (select ${since} as since),
    seen as materialized (
      select ${ENTRY_KEY} as key, e.at, e.request, e.tier, e.role, e.subject, e.organization, e.purpose, e.case_id, e.outcome,
        ${scope.any(sql`e.emergency`)} as emergency, ${scope.any(sql`e.unvisited`)} as unvisited, e.classes, e.policies, e.patients
      from access.event e where ${before} and e.at >= (select since from floor)
    ), entry as materialized (
      select * from (
        select key, ${placed} as placed, min(at) as first, max(at) as last, count(distinct request)::int as requests,
          min(tier) as tier, min(role) as role, min(subject) as subject, min(organization) as organization,
          min(purpose) as purpose, min(case_id::text) as "case", min(outcome) as outcome,
          bool_or(emergency) as emergency, bool_or(unvisited) as unvisited
        from seen group by key
      ) every where ${after} order by placed desc, key desc limit ${limit}::int
    ), part as materialized (
      select key, seen.classes, seen.policies, seen.patients from entry join seen using (key)
    )
    select since > '-infinity' as bounded, entry.key, ${instant(sql`placed`)} as placed, ${instant(sql`first`)} as first,
      ${instant(sql`last`)} as last, requests, tier, role, subject, organization, purpose, "case", outcome, emergency, unvisited,
      array(select distinct unnest(part.classes) from part where part.key = entry.key order by 1) as classes,
      array(select distinct unnest(part.policies) from part where part.key = entry.key order by 1) as policies,
      coalesce(cardinality(known.people), 0) as people, coalesce(known.people[:${MOST_NAMED}::int], '{}') as patients
    from floor left join (entry cross join lateral (
      select array_agg(person order by person) as people from (
        select distinct unnest(part.patients) as person from part where part.key = entry.key
      ) told where ${scope.known}
    ) known) on true
    order by entry.placed desc, entry.key desc`;
}
