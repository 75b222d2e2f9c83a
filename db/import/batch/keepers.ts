import type { ReservedSql, TransactionSql } from 'postgres';
import type { BatchContext } from './batch.ts';
import type { StagedRow } from './staged-row.ts';

/**
 * Who keeps each patient of a batch, by source id: the member of their earliest encounter in this import; who has none, a
 * member by a hash of the id. Decided once: a patient who is there already stays where they are.
 */
export async function keepersOf(
  sql: TransactionSql,
  rows: readonly StagedRow[],
  { members, session }: BatchContext,
): Promise<(row: StagedRow) => string> {
  const kept = await keptAlready(sql, rows);
  const fresh = rows.filter((row) => row.known === null).map((row) => row.source_id);
  const treated = members.custodian
    ? new Map<string, string>()
    : await earliest(session, members.source, fresh);
  return (row) => kept.get(row.known ?? '') ?? treated.get(row.source_id) ?? members.hospital(row.source_id);
}

async function keptAlready(
  sql: TransactionSql,
  rows: readonly StagedRow[],
): Promise<ReadonlyMap<string, string>> {
  const known = rows.map((row) => row.known).filter((record) => record !== null);
  if (known.length === 0) return new Map();
  const found = await sql<{ id: string; custodian: string }[]>`
    select id, custodian from patients.patient where id = any(${known}::uuid[])`;
  return new Map(found.map(({ id, custodian }) => [id, custodian]));
}

async function earliest(
  session: ReservedSql,
  source: string,
  patients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (patients.length === 0) return new Map();
  const found = await session<{ patient: string; member: string }[]>`
    select distinct on (staged.patient) staged.patient, operates.member
    from staged
    join intake.source organization
      on organization.source = ${source} and organization.type = 'Organization'
      and organization.source_id = staged.organization
    join access.operates on operates.organization = organization.record
    where staged.type = 'Encounter' and staged.patient = any(${[...patients]})
    order by staged.patient, staged.at nulls last, staged.ordinal`;
  return new Map(found.map(({ patient, member }) => [patient, member]));
}
