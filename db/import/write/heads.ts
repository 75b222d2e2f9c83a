import type { Queries } from '../connection.ts';

/** The newest version of a record. */
export interface Head {
  readonly number: number;
  readonly hash: Uint8Array;
}

/** The newest versions of records; a record without one is missing from the map. */
export async function readHeads(
  sql: Queries,
  records: readonly string[],
): Promise<ReadonlyMap<string, Head>> {
  if (records.length === 0) return new Map();
  const rows = await sql<(Head & { record: string })[]>`
    select wanted.record, head.number, head.hash
    from unnest(${records}::uuid[]) as wanted(record)
    join lateral (
      select number, hash from provenance.version where record = wanted.record order by number desc limit 1
    ) head on true`;
  return new Map(rows.map(({ record, number, hash }) => [record, { number, hash }]));
}

/**
 * Locks the current rows of records that will get another version, then reads their newest ones: whoever changes
 * the same record at the same time waits, and numbers follow each other. Locked in one order, so that no two
 * transactions wait for each other.
 */
export async function lockHeads(
  sql: Queries,
  table: string,
  records: readonly string[],
): Promise<ReadonlyMap<string, Head>> {
  if (records.length === 0) return new Map();
  await sql.unsafe(`select from ${table} where id = any($1::uuid[]) order by id for update`, [[...records]]);
  return readHeads(sql, records);
}
