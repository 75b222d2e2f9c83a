import {
  type Grants,
  judgedLoader,
  judgedVersions,
  type KnownType,
  type RequestContext,
  sql,
} from '@caretrail/kit';
import type { TraceRow } from './trace-row.ts';
import { ANCHOR, NODE_COLUMNS, type StoredVersion, VERSION, versionRow } from './version-sql.ts';

interface Row extends StoredVersion {
  readonly type: string;
  readonly grants: Grants | null;
}

/** Records with their versions, oldest first: one statement judges each record and brings what its trace shows. */
const versions = (context: RequestContext) =>
  judgedLoader<Row>((records) =>
    context.store.query<Row>(sql`select ${VERSION}, v.type, v.grants
      from ${judgedVersions(context, records, NODE_COLUMNS)} v ${ANCHOR} order by v.record, v.number`),
  );

/** A record of this type with its trace, if it is there for this caller under its owner's see policy. */
export const tracedRecord =
  (type: KnownType) =>
  async (id: string, context: RequestContext): Promise<TraceRow | null> => {
    const rows = await context.use(versions).load({ type, id });
    const grants = rows.at(-1)?.grants ?? null;
    return grants === null ? null : { id, type, grants, versions: rows.map(versionRow) };
  };
