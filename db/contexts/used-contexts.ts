import type { Pool } from '../session/pool.ts';
import { gathering } from './gathering.ts';

const FORGET = 30_000;

/** What was used up, kept in the database: every process of every subgraph that shares it knows. */
export interface StoredContexts {
  /** False if the context was used before, here or in another process. */
  use(id: string, until: Date): Promise<boolean>;
  /** Stops forgetting; the pool is its owner's to close. */
  close(): void;
}

interface Context {
  readonly id: string;
  readonly until: Date;
}

/** Uses contexts up in one statement; tells of each whether it was the first of its id. */
async function useAll(pool: Pool, contexts: readonly Context[]): Promise<readonly boolean[]> {
  // Processes that use the same ids wait for each other in one order, so that none waits for one that waits for it.
  const sorted = contexts.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const rows = await pool<{ id: string }[]>`
    insert into access.used_context (id, until)
    select * from unnest(${sorted.map(({ id }) => id)}::text[],
      ${sorted.map(({ until }) => until.toISOString())}::timestamptz[])
    on conflict do nothing returning id`;
  const unused = new Set(rows.map(({ id }) => id));
  return contexts.map(({ id }) => unused.delete(id));
}

/**
 * @param pool - connections of a subgraph's login
 * @param forgetEvery - milliseconds between two looks at what may be forgotten
 */
export function storedContexts(pool: Pool, forgetEvery = FORGET): StoredContexts {
  const forget = async () => {
    // Clocks of hubs and database may differ: a context is remembered a minute longer than it is worth anything.
    await pool`delete from access.used_context where until < now() - interval '1 minute'`;
  };
  const timer = setInterval(() => void forget().catch(() => {}), forgetEvery).unref();
  const use = gathering((contexts: readonly Context[]) => useAll(pool, contexts));
  return {
    use: (id, until) => use({ id, until }),
    close: () => clearInterval(timer),
  };
}
