import { CATALOGUE, type Fragment, type RequestContext, relationsFor, sql } from '@caretrail/kit';

/** A row of the feed. */
export interface ChangeRow {
  readonly position: string;
  readonly kind: 'RECORD' | 'ANCHOR';
  readonly type: string | null;
  readonly record: string | null;
  readonly version: number | null;
  readonly log: string | null;
  readonly size: string | null;
  readonly transaction: string | null;
}

/** The feed's last position, and the last one that is gone. */
export interface FeedHead {
  readonly position: number;
  readonly gone: number;
}

export async function feedHead({ store }: RequestContext): Promise<FeedHead> {
  const [row] = await store.query<{ position: string; gone: string }>(
    sql`select position, gone from provenance.feed_head`,
  );
  return { position: Number(row?.position ?? 0), gone: Number(row?.gone ?? 0) };
}

/** Anchors along `ledger.open`: all, or those that take in a version of an own record, or none. */
function seenAnchors({ caller, now }: RequestContext): Fragment {
  const wanted = relationsFor(CATALOGUE.get('ledger.open'), caller, { now, types: ['Transaction'] });
  if (wanted === 'any') return sql`true`;
  if (!wanted.includes('ownRecord')) return sql`false`;
  return sql`exists (select from provenance.version where version.log = feed.log
    and version.position >= feed.previous_size and version.position < feed.size
    and version.subject = any(array(
      select patient from access.delegate where subject = ${caller.subject} and until > now())))`;
}

/** Rows after one position up to another, oldest first; records among them are still to be judged. */
export function changeRows(
  context: RequestContext,
  after: number,
  end: number,
  limit: number,
): Promise<readonly ChangeRow[]> {
  return context.store.query<ChangeRow>(
    sql`select position, kind, type, record, version, log, size, transaction from provenance.feed
      where position > ${after}::bigint and position <= ${end}::bigint
      and (kind = 'RECORD' or ${seenAnchors(context)})
      order by position limit ${limit}::int`,
  );
}
