import { BadInput, isRecordId, MutationRefused, type RequestContext, sql } from '@caretrail/kit';
import { NOTICE_COLUMNS, type NoticeRow } from './notice-row.ts';
import { ownRows } from './own-notices.ts';

export interface ReadNoticesInput {
  readonly ids: readonly string[];
}

const MOST = 200;

/** Marks one's notices as read; the first reading counts. Answers those that there are. */
export async function readNotices(
  { ids }: ReadNoticesInput,
  context: RequestContext,
): Promise<readonly NoticeRow[]> {
  if (ids.length === 0 || ids.length > MOST) throw new BadInput(`Name 1 to ${MOST} notices.`);
  const { from, where } = ownRows(context);
  const own = await context.store.query<{ id: string }>(
    sql`select n.id from ${from} where n.id = any(${ids.filter(isRecordId)}::uuid[]) and ${where}`,
  );
  if (own.length === 0) throw new MutationRefused('UNKNOWN', 'ids', 'None of these is a notice of yours.');
  return context.store.query<NoticeRow>(sql`
    update access.notice n set read_at = coalesce(n.read_at, now())
    where n.id = any(${own.map(({ id }) => id)}::uuid[]) returning ${NOTICE_COLUMNS}`);
}
