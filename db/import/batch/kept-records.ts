import type { Queries } from '../connection.ts';

export interface KeptRecord {
  readonly patient: string;
  readonly custodian: string;
}

/** Where rows of a kind tell whose they are. */
const TABLES = {
  patient: { table: 'patients.patient', person: 'id' },
  encounter: { table: 'patients.encounter', person: 'patient' },
  observation: { table: 'patients.observation', person: 'patient' },
} as const;

/** Whose the records are and who keeps them, by record. */
export async function keptRecords(
  sql: Queries,
  kind: keyof typeof TABLES,
  records: readonly string[],
): Promise<ReadonlyMap<string, KeptRecord>> {
  if (records.length === 0) return new Map();
  const { table, person } = TABLES[kind];
  const rows = await sql.unsafe<(KeptRecord & { id: string })[]>(
    `select id, ${person} as patient, custodian from ${table} where id = any($1::uuid[])`,
    [[...records]],
    { prepare: true },
  );
  return new Map(rows.map(({ id, patient, custodian }) => [id, { patient, custodian }]));
}
