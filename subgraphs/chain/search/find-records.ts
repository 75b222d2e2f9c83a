import {
  CATALOGUE,
  type Grants,
  isRecordId,
  judgedVersions,
  KNOWN_TYPES,
  type KnownType,
  type RequestContext,
  SEE_POLICY,
  sql,
} from '@caretrail/kit';
import type { SearchHit } from './search-hit.ts';

interface Row {
  readonly record: string;
  readonly type: KnownType;
  readonly number: number;
  readonly hash: string;
  readonly newest: boolean;
  readonly grants: Grants | null;
}

/** Types of which the caller may see anybody's at all; whoever may see none may not touch the version graph. */
const seenTypes = ({ decisions }: RequestContext): readonly KnownType[] =>
  KNOWN_TYPES.filter((type) => decisions.field(`${type}.id`, [CATALOGUE.get(SEE_POLICY[type])]).allowed);

async function recordOf(hash: string, { store }: RequestContext): Promise<string | null> {
  const [found] = await store.query<{ record: string }>(
    sql`select record from provenance.version where hash = decode(${hash}, 'hex')`,
  );
  return found?.record ?? null;
}

/**
 * The record whose id, or whose version's hash, a text is, if it is there for the caller; judged as its own query judges it, and
 * on record like it.
 */
export async function findRecords(text: string, context: RequestContext): Promise<readonly SearchHit[]> {
  const types = seenTypes(context);
  if (types.length === 0) return [];
  const id = isRecordId(text) ? text : await recordOf(text, context);
  if (id === null) return [];
  const rows = await context.store.query<Row>(sql`
    select v.record, v.type, v.number, encode(v.hash, 'hex') as hash, v.newest, v.grants
    from ${judgedVersions(context, { ids: [id], types: new Set(types) }, sql`, hash`)} v`);
  const newest = rows.find((row) => row.newest && row.grants !== null);
  if (newest?.grants == null) {
    if (id === text)
      context.reads.absent([...new Set(types.map((type) => SEE_POLICY[type]))].map(CATALOGUE.get), id);
    return [];
  }
  context.reads.disclosed([CATALOGUE.get(SEE_POLICY[newest.type])], newest.grants);
  const { type } = newest;
  if (id === text) return [{ kind: 'RECORD', id, type, record: id }];
  const version = rows.find(({ hash }) => hash === text);
  return version ? [{ kind: 'VERSION', id: text, type, record: id, number: version.number }] : [];
}
