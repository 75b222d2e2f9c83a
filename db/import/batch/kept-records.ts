import type { Queries } from '../connection.ts';

export interface KeptRecord {
  readonly patient: string;
  readonly custodian: string;
}

/** Whose the records are and who keeps them, by record. */
export async function keptRecords(
  sql: Queries,
  kind: 'patient' | 'encounter',
  records: readonly string[],
): Promise<ReadonlyMap<string, KeptRecord>> {
  if (records.length === 0) return new Map();
  const ids = [...records];
  const rows =
    kind === 'patient'
      ? await sql<(KeptRecord & { id: string })[]>`
          select id, id as patient, custodian from patients.patient where id = any(${ids}::uuid[])`
      : await sql<(KeptRecord & { id: string })[]>`
          select id, patient, custodian from patients.encounter where id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, patient, custodian }) => [id, { patient, custodian }]));
}
