import { byId } from '../load/batch.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import type { RecordTypeName } from '../schema/record-types.ts';
import { sql } from '../sql/fragment.ts';
import { judgedVersions, type KnownType } from './known-sql.ts';

/** A record as every subgraph may know it: that it is there, of which type, and under what it may be seen. */
export interface KnownRow extends GrantedRow {
  readonly type: RecordTypeName;
}

/** One statement for all the records that a tick asks for, whatever their types. */
const known = (context: RequestContext) =>
  byId<KnownRow>((ids) =>
    context.store.query(
      sql`select record as id, type, grants from ${judgedVersions(context, ids)} v where grants is not null`,
    ),
  );

/** A record that another subgraph owns, if it is there for this caller under its owner's see policy. */
export const knownRecord =
  (type: KnownType) =>
  async (id: string, context: RequestContext): Promise<GrantedRow | null> => {
    const row = await context.use(known).load(id);
    return row?.type === type ? row : null;
  };
