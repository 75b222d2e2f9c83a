import type { Queries } from '../import/connection.ts';

/** Files that were made of a person's records before something of them was erased are taken back, and the exports with them. */
export const withdrawExports = (sql: Queries, people: readonly string[]) => sql`
  with taken as (
    delete from access.export_chunk where patients && ${[...people]}::uuid[] returning job)
  update access.export_job set state = 'WITHDRAWN' where id in (select job from taken) and state <> 'CANCELLED'`;
