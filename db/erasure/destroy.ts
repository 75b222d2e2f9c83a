import type { Queries } from '../import/connection.ts';
import type { KeyKind } from '../records/index.ts';

/** What of a record type says where its values stand. */
interface Stored {
  readonly type: string;
  readonly keys: KeyKind;
  readonly see: { readonly table: string; readonly versionTable: string };
  readonly content: { readonly table: string; readonly versionTable: string };
  readonly contentKey: string;
}

/** Tables of a person that say nothing once the person is gone; each has a column `patient`. */
const OF_A_PERSON = [
  'access.identification',
  'access.treating',
  'access.insurer',
  'access.custodian',
  'access.delegate',
  'access.break_glass',
  'access.request',
  'access.notice',
  'access.person_key',
  'access.consent',
] as const;

/** Destroys what records of one type say, wherever it stands. */
export async function destroyRecords(
  sql: Queries,
  stored: Stored,
  records: readonly string[],
): Promise<void> {
  const { see, content, contentKey } = stored;
  const remove = (table: string, column: string) =>
    sql.unsafe(`delete from ${table} where ${column} = any($1::uuid[])`, [[...records]]);
  if (stored.keys === 'consent') {
    await remove('access.consent', 'record');
    await remove('access.consent_step', 'record');
  }
  if (stored.keys === 'person') await destroyPeople(sql, records, remove);
  await remove(content.table, contentKey);
  await remove(see.table, 'id');
  await remove(content.versionTable, 'record');
  await remove(see.versionTable, 'record');
  await bareNodes(sql, records);
  await forgetSources(sql, records);
  await remove('provenance.feed', 'record');
}

async function destroyPeople(
  sql: Queries,
  people: readonly string[],
  remove: (table: string, column: string) => Promise<unknown>,
): Promise<void> {
  await sql`
    delete from access.search where digest in (
      select digest from access.identification where patient = any(${[...people]}::uuid[]))`;
  await sql`
    update access.emergency set explanation = '', finding = null, salt = ''
    where patient = any(${[...people]}::uuid[])`;
  await sql`delete from access.persona where subject = any(${[...people]}::text[])`;
  for (const table of OF_A_PERSON) await remove(table, 'patient');
}

/** What row-level security looks at in a node is of the record's values too. Hashes, parents and who recorded it stay. */
const bareNodes = (sql: Queries, records: readonly string[]) => sql`
  update provenance.version
  set at = null, sensitivity = null, provider_member = null, insurer_member = null, grantees = null
  where record = any(${[...records]}::uuid[])`;

/**
 * The source's own id stays, else the next delivery would bring the record back; what identifies the person or digests what was
 * said does not.
 */
async function forgetSources(sql: Queries, records: readonly string[]): Promise<void> {
  await sql`
    delete from intake.quarantine refused using intake.source
    where source.record = any(${[...records]}::uuid[]) and refused.resource = source.type || '/' || source.source_id`;
  await sql`
    delete from intake.source where record = any(${[...records]}::uuid[]) and position('|' in source_id) > 0`;
  await sql`update intake.source set digest = '' where record = any(${[...records]}::uuid[])`;
}
