import { isRecordId, MutationRefused, type RequestContext, sql } from '@caretrail/kit';
import { ERASURE_COLUMNS, type ErasureRow, type Ground } from './erasure-row.ts';

export interface EraseRecordInput {
  /** Record id; a person's: of all that the caller's organization keeps of them. */
  readonly record: string;
  readonly ground: Ground;
}

interface KeptNode {
  readonly record: string;
  readonly type: string;
  readonly patient: string;
}

/** What is kept elsewhere and what is not there read alike. */
const unknown = () =>
  new MutationRefused('UNKNOWN', 'record', 'Your organization keeps no record of this id.');

/**
 * Puts on record that a record is to be erased; from the commit on it will be, whatever stops meanwhile. Which records these
 * are is seen only behind the order itself: a registrar may not look through what is kept.
 */
export async function eraseRecord(
  { record, ground }: EraseRecordInput,
  context: RequestContext,
): Promise<ErasureRow> {
  const { caller, store } = context;
  const { subject, organization } = caller;
  if (!isRecordId(record) || organization === null || subject === null) throw unknown();
  const order = (records: readonly string[]) =>
    store.query<{ record: string }>(sql`
      insert into access.erasure (record, custodian, ground, ordered_by, ordered_at)
      select one, ${organization}, ${ground}, ${subject}, now() from unnest(${records}::uuid[]) one
      on conflict (record) do nothing returning record`);
  const [ordered] = await order([record]);
  if (ordered === undefined) throw await orderedBefore(record, context);
  const nodes = await store.query<KeptNode>(sql`
    select distinct on (v.record) v.record, v.type, v.subject as patient from provenance.version v
    where (v.record = ${record}::uuid or v.subject = ${record}::uuid)
      and v.custodian = ${organization} and v.subject is not null and v.type <> 'AuditEvent'
    order by v.record, v.number desc`);
  if (!nodes.some((node) => node.record === record)) throw unknown();
  await order(nodes.map((node) => node.record).filter((one) => one !== record));
  await store.query(sql`
    update access.erasure e set type = node.type, patient = node.patient
    from unnest(${nodes.map((node) => node.record)}::uuid[], ${nodes.map((node) => node.type)}::text[],
      ${nodes.map((node) => node.patient)}::uuid[]) as node (record, type, patient)
    where e.record = node.record and e.ordered_by = ${subject} and e.custodian = ${organization}
      and e.ordered_at >= date_trunc('milliseconds', now())`);
  const [row] = await store.query<ErasureRow>(
    sql`select ${ERASURE_COLUMNS} from access.erasure e where e.record = ${record}::uuid`,
  );
  if (row === undefined) throw new Error('An order that was written is not there.');
  return row;
}

/** One's own organization's order is told; another's is nobody's to know. */
async function orderedBefore(record: string, { caller, store }: RequestContext): Promise<MutationRefused> {
  const [known] = await store.query<{ erased: boolean }>(sql`
    select erased_at is not null as erased from access.erasure
    where record = ${record}::uuid and custodian = ${caller.organization} and type is not null`);
  if (known === undefined) return unknown();
  return known.erased
    ? new MutationRefused('ERASED', 'record', 'This record is erased already.')
    : new MutationRefused('ORDERED', 'record', 'The erasure of this record is ordered already.');
}
