import type { RequestContext } from '../request/context.ts';
import type { GrantedRow, Grants } from '../rows/grants.ts';
import { sql } from '../sql/fragment.ts';
import { judgedLoader } from './judged-loader.ts';
import { judgedVersions, type KnownType } from './known-sql.ts';

/** A record's newest version, and what it may be seen under: null where it is not there for the caller. */
interface KnownRow {
  readonly record: string;
  readonly type: string;
  readonly grants: Grants | null;
}

const known = (context: RequestContext) =>
  judgedLoader<KnownRow>((records) =>
    context.store.query(
      sql`select record, type, grants from ${judgedVersions(context, records)} v where newest`,
    ),
  );

/** A record that another subgraph owns, if it is there for this caller under its owner's see policy. */
export const knownRecord =
  (type: KnownType) =>
  async (id: string, context: RequestContext): Promise<GrantedRow | null> => {
    const [row] = await context.use(known).load({ type, id });
    return row?.grants ? { id, grants: row.grants } : null;
  };
