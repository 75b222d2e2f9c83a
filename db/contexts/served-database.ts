import { connect, type Pool } from '../session/pool.ts';
import { type StoredContexts, storedContexts } from './used-contexts.ts';

/** What a subgraph in a process of its own has of the database. */
export interface ServedDatabase {
  readonly pool: Pool;
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
  return { pool, used: storedContexts(pool), ask: () => pool`select` };
}
