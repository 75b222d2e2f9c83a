import type { Queries } from '../connection.ts';
import type { HeldType } from '../fhir/mapped.ts';

/** The records that ids of the source lead to, for references that a resource has many of. */
export async function sourceRecords(
  sql: Queries,
  source: string,
  type: HeldType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ source_id: string; record: string }[]>`
    select source_id, record from intake.source
    where source = ${source} and type = ${type} and source_id = any(${[...ids]}) and digest <> ''`;
  return new Map(rows.map(({ source_id, record }) => [source_id, record]));
}
