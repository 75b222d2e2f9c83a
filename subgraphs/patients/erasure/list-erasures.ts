import {
  CATALOGUE,
  isRecordId,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  RowRule,
  sql,
} from '@caretrail/kit';
import { ERASURE_COLUMNS, type ErasureRow } from './erasure-row.ts';

function concerned(context: RequestContext) {
  const keys = { patient: sql`e.patient`, custodian: sql`e.custodian` };
  const rule = new RowRule(context, 'Erasure', keys, ['erasure.read']);
  return {
    from: sql`access.erasure e cross join ${rule.facts()}`,
    where: sql`e.type is not null and ${rule.passes('erasure.read')}`,
  };
}

const onRecord = (context: RequestContext, { patient }: ErasureRow) =>
  context.reads.disclosed([CATALOGUE.get('erasure.read')], { patient, relations: {}, consents: [] });

/** What was erased of the caller's own, of those whose records their organization keeps, or of a case; newest first. */
export async function listErasures(
  page: PageArguments,
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<ErasureRow>> {
  const list = {
    ...{ place: 'Query.erasures', columns: ERASURE_COLUMNS, ...concerned(context) },
    ...{ at: sql`e.ordered_at`, id: sql`e.record`, order: 'newest first' as const },
  };
  const found = await pageByInstant<ErasureRow>(list, page, context, cursorKey);
  for (const { node } of found.edges) onRecord(context, node);
  return found;
}

/** What became of one record; null where it was not erased, or is not the caller's to know of. */
export async function erasureOf(record: string, context: RequestContext): Promise<ErasureRow | null> {
  if (!isRecordId(record)) return null;
  const { from, where } = concerned(context);
  const [row = null] = await context.store.query<ErasureRow>(
    sql`select ${ERASURE_COLUMNS} from ${from} where e.record = ${record}::uuid and ${where}`,
  );
  if (row === null) context.reads.absent([CATALOGUE.get('erasure.read')], record);
  else onRecord(context, row);
  return row;
}
