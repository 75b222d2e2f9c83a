import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import { sql } from '../sql/fragment.ts';
import { judgedLoader } from './judged-loader.ts';
import { judgedVersions, type KnownType } from './known-sql.ts';

/** A record as every subgraph may know it: that it is there, of which type, and under what it may be seen. */
interface KnownRow extends GrantedRow {
  readonly record: string;
  readonly type: string;
}

const known = (context: RequestContext) =>
  judgedLoader<KnownRow>((records) =>
    context.store.query(
      sql`select record, record as id, type, grants from ${judgedVersions(context, records)} v where grants is not null`,
    ),
  );

/** A record that another subgraph owns, if it is there for this caller under its owner's see policy. */
export const knownRecord =
  (type: KnownType) =>
  async (id: string, context: RequestContext): Promise<GrantedRow | null> => {
    const [row] = await context.use(known).load({ type, id });
    return row ?? null;
  };
