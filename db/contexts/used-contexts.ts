import type { Pool } from '../session/pool.ts';

const FORGET = 30_000;

/** What was used up, kept in the database: every process of every subgraph that shares it knows. */
export interface StoredContexts {
  /** False if the context was used before, here or in another process. */
  use(id: string, until: Date): Promise<boolean>;
  /** Stops forgetting; the pool is its owner's to close. */
  close(): void;
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
  return {
    async use(id, until) {
      const { count } = await pool`
        insert into access.used_context (id, until) values (${id}, ${until}) on conflict do nothing`;
      return count === 1;
    },
    close: () => clearInterval(timer),
  };
}
