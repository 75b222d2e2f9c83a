import type { Sql } from '@caretrail/db/provenance';

/** A log as the worker sees it. */
export interface LogState {
  readonly name: string;
  /** Member slug. */
  readonly organization: string;
  /** Versions without a place in the log, counted up to a bound. */
  readonly waiting: number;
}

/** All logs of this database, with how many versions wait, counted to `bound` at most. */
export async function readLogs(sql: Sql, bound: number): Promise<readonly LogState[]> {
  const rows = await sql<{ name: string; organization: string; waiting: string }>`
    select log.name, log.organization, (
      select count(*) from (
        select from provenance.version where version.log = log.name and version.position is null limit ${bound}
      ) waiting
    ) as waiting
    from provenance.log order by log.name`;
  return rows.map(({ name, organization, waiting }) => ({ name, organization, waiting: Number(waiting) }));
}
