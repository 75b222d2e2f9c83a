import { connect, type Pool, poolUse } from '../session/pool.ts';
import { type StoredContexts, storedContexts } from './used-contexts.ts';

/** What a subgraph in a process of its own has of the database. */
export interface ServedDatabase {
  readonly connections: Pool;
  /** Its use, for metrics, under the login's name. */
  readonly pool: { readonly login: string; readonly use: () => ReturnType<typeof poolUse> };
  readonly used: StoredContexts;
  /** Rejects while the database does not answer. */
  ask(): Promise<unknown>;
}

/** @param address - of the subgraph's login */
export function openServedDatabase(
  address: string,
  { name, connections }: { readonly name: string; readonly connections: number },
): ServedDatabase {
  const pool = connect(address, { max: connections, name: `caretrail ${name}` });
  return {
    connections: pool,
    pool: { login: `caretrail_${name}`, use: () => poolUse(pool) },
    used: storedContexts(pool),
    ask: () => pool`select`,
  };
}
