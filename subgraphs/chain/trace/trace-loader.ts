import { byGroup, type Grants, judgedVersions, type RequestContext, sql } from '@caretrail/kit';
import type { TraceRow } from './trace-row.ts';
import { ANCHOR, NODE_COLUMNS, type StoredVersion, VERSION, versionRow } from './version-sql.ts';

interface Row extends StoredVersion {
  readonly type: string;
  readonly grants: Grants | null;
}

/** Records with their versions, oldest first: one statement judges each record and brings what its trace shows. */
const versions = (context: RequestContext) =>
  byGroup<Row>(
    (ids) =>
      context.store.query<Row>(sql`select ${VERSION}, v.type, v.grants
        from ${judgedVersions(context, ids, NODE_COLUMNS)} v ${ANCHOR} order by v.record, v.number`),
    (row) => row.record,
  );

/** A record of this type with its trace, if it is there for this caller under its owner's see policy. */
export const tracedRecord =
  (type: string) =>
  async (id: string, context: RequestContext): Promise<TraceRow | null> => {
    const rows = await context.use(versions).load(id);
    const newest = rows.at(-1);
    if (newest?.type !== type || newest.grants === null) return null;
    return { id, type, grants: newest.grants, versions: rows.map(versionRow) };
  };
