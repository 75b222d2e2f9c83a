import { type AnchorStatus, type Fragment, type RequestContext, sql } from '@caretrail/kit';
import { type AccessEntry, ENTRY_KEY } from './access-entry.ts';

interface Anchored {
  readonly key: string;
  readonly anchor: AnchorStatus;
}

/**
 * How far the ledger is with the events of a page of entries, by the entries' keys: one statement for all, made when
 * it is first asked for. An entry is as far as the last of its events.
 *
 * @param where what the entries were gathered from, as conditions on `e`
 */
export function entryAnchors(entries: readonly AccessEntry[], where: Fragment, { store }: RequestContext) {
  let found: Promise<ReadonlyMap<string, AnchorStatus>> | undefined;
  const ask = async () => {
    const rows = await store.query<Anchored>(anchorsSql(entries, where));
    return new Map(rows.map(({ key, anchor }) => [key, anchor]));
  };
  return async (key: string): Promise<AnchorStatus> => {
    found ??= ask();
    return (await found).get(key) ?? 'PENDING';
  };
}

/** A log has one checkpoint under way at a time, so the first that covers an event tells its state. */
function anchorsSql(entries: readonly AccessEntry[], where: Fragment): Fragment {
  const keys = entries.map(({ key }) => key);
  const times = entries.flatMap(({ first, last }) => [first, last]).toSorted();
  const [first = '', last = ''] = [times.at(0), times.at(-1)];
  return sql`
    with seen as materialized (
      select ${ENTRY_KEY} as key, e.id from access.event e
      where ${where} and e.at between ${first}::timestamptz and ${last}::timestamptz
    )
    select seen.key, case when bool_or(anchor.state = 'FAILED') then 'FAILED'
      when bool_and(coalesce(anchor.state = 'ANCHORED', false)) then 'ANCHORED' else 'PENDING' end as anchor
    from seen left join provenance.version v on v.record = seen.id and v.type = 'AuditEvent'
    left join lateral (select c.state from provenance.checkpoint c
      where c.log = v.log and c.size > v.position order by c.size limit 1) anchor on true
    where seen.key = any(${keys}::text[]) group by seen.key`;
}
