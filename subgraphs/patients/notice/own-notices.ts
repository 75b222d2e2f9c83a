import {
  CATALOGUE,
  type Fragment,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  RowRule,
  sql,
} from '@caretrail/kit';
import { NOTICE_COLUMNS, type NoticeRow } from './notice-row.ts';

const POLICY = 'notice.read';

/** Notices that a person may read: their own, and of those for whom they stand. */
export function ownRows(context: RequestContext): { readonly from: Fragment; readonly where: Fragment } {
  const rule = new RowRule(context, 'Notice', { patient: sql`n.patient` }, [POLICY]);
  return { from: sql`access.notice n cross join ${rule.facts()}`, where: rule.passes(POLICY) };
}

export interface NoticeQuestion extends PageArguments {
  readonly unread: boolean;
}

/** Notices, newest first. */
export async function listNotices(
  { unread, ...page }: NoticeQuestion,
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<NoticeRow>> {
  const { from, where } = ownRows(context);
  const list = {
    ...{ place: `Query.notices ${unread}`, columns: NOTICE_COLUMNS, from },
    where: sql`${where} and not (${unread}::boolean and n.read_at is not null)`,
    ...{ at: sql`n.told_at`, id: sql`n.id`, order: 'newest first' as const },
  };
  const found = await pageByInstant<NoticeRow>(list, page, context, cursorKey);
  for (const { node } of found.edges)
    context.reads.disclosed([CATALOGUE.get(POLICY)], { patient: node.patient, relations: {}, consents: [] });
  return found;
}
