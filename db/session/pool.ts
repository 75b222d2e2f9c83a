import postgres, { type Sql } from 'postgres';
import { Canceller } from './canceller.ts';
import { lastingPool } from './lasting-pool.ts';
import { outliveUnattended } from './unattended.ts';

/** A pool of connections of one login. */
export type Pool = Sql;

/** How many connections of a pool sessions hold, and how many sessions wait for one. */
export interface PoolUse {
  readonly size: number;
  readonly used: number;
  readonly waiting: number;
}

type Counted = { -readonly [Key in keyof PoolUse]: PoolUse[Key] };

const USES = new WeakMap<Pool, Counted>();

/** The counters themselves, for the one that takes connections and gives them back. */
export function countedUse(pool: Pool): Counted {
  const known = USES.get(pool);
  if (known) return known;
  const made = { size: pool.options.max, used: 0, waiting: 0 };
  USES.set(pool, made);
  return made;
}

export const poolUse = (pool: Pool): PoolUse => countedUse(pool);

export interface PoolOptions {
  /** Most connections at a time. Default 10. */
  readonly max?: number;
  /** Milliseconds after which the server gives a statement up. Default 15,000. */
  readonly statementTimeout?: number;
  /** Milliseconds that a transaction may wait for its client. Default 60,000. */
  readonly idleTimeout?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
}

/**
 * Connects lazily. Plans are generic: the same statement serves every caller of a role, and planning it anew for each
 * cost more than it gained. Compiling expressions (JIT) never pays for statements as short as ours.
 */
export function connect(address: string, options: PoolOptions = {}): Pool {
  outliveUnattended();
  const { max = 10, statementTimeout = 15_000, idleTimeout = 60_000, name = 'caretrail' } = options;
  const settings = {
    max,
    onnotice: () => {},
    connection: {
      application_name: name,
      statement_timeout: statementTimeout,
      idle_in_transaction_session_timeout: idleTimeout,
      plan_cache_mode: 'force_generic_plan',
      jit: false,
      // Rows and relations fit in memory or on flash: asking about each row is cheaper than PostgreSQL's default assumes.
      random_page_cost: 1.1,
      TimeZone: 'UTC',
    },
  };
  const canceller = new Canceller(() => postgres(address, { ...settings, max: 1, idle_timeout: 10 }));
  const pool = lastingPool(
    () => postgres(address, settings),
    () => canceller.end(),
  );
  CANCELLERS.set(pool, canceller);
  return pool;
}

const CANCELLERS = new WeakMap<Pool, Canceller>();

export const cancellerOf = (pool: Pool): Canceller | undefined => CANCELLERS.get(pool);

/** Seconds that a pool's last statements are given when it closes; what still waits then is cut off. */
const CLOSES_WITHIN = 5;

/** Ends a pool's connections, also those that a broken client or server would keep waiting for ever. */
export const closePool = (pool: Pool): Promise<void> => pool.end({ timeout: CLOSES_WITHIN });
