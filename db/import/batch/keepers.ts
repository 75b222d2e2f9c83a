import type { Queries } from '../connection.ts';
import type { BatchContext } from './batch.ts';
import type { StagedRow } from './staged-row.ts';

/**
 * Who keeps each patient of a batch: the member of their earliest encounter in this import; who has none, a member by a hash of
 * the id. Decided once: a patient who is there already stays where they are.
 */
export async function keepersOf(
  sql: Queries,
  rows: readonly StagedRow[],
  { members }: BatchContext,
): Promise<(row: StagedRow) => string> {
  const kept = await keptAlready(sql, rows);
  return (row) => kept.get(row.known ?? '') ?? row.keeper ?? members.hospital(row.source_id);
}

async function keptAlready(sql: Queries, rows: readonly StagedRow[]): Promise<ReadonlyMap<string, string>> {
  const known = rows.map((row) => row.known).filter((record) => record !== null);
  if (known.length === 0) return new Map();
  const found = await sql<{ id: string; custodian: string }[]>`
    select id, custodian from patients.patient where id = any(${known}::uuid[])`;
  return new Map(found.map(({ id, custodian }) => [id, custodian]));
}
