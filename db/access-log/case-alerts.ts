import type { Pool } from '../provenance/index.ts';

/** Reads of people's data under one case in a day (UTC) that cases do not ask for. */
export const UNUSUAL_READS = 500;

/**
 * Puts the cases under which more was read today than `most` before a reviewer, each once a day. A read is a request that
 * showed a person's data, counted for each person, however many subgraphs took part.
 *
 * @returns how many were put
 */
export async function raiseCaseAlerts(pool: Pool, most = UNUSUAL_READS): Promise<number> {
  const raised = await pool`
    insert into access.case_alert (case_id, auditor, reason, day, reads)
    select k.id, k.auditor, k.reason, (now() at time zone 'UTC')::date, count(distinct (event.request, person))::int
    from access.event
    join access.regulatory_case k on k.id = event.case_id
    cross join lateral unnest(event.patients) as person
    where event.case_id is not null and event.outcome = 'PERMITTED'
      and event.at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
    group by k.id having count(distinct (event.request, person)) > ${most}
    on conflict (case_id, day) do nothing returning id`;
  return raised.length;
}
