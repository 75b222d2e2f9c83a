import type { Pool } from '../session/pool.ts';

const FORGET = 60_000;

/** What is counted: requests, and what their questions cost. */
export interface Amount {
  readonly requests: number;
  readonly cost: number;
}

/** A part of a payer's budget that one hub may spend on its own, until the minute ends. */
export interface BudgetLease extends Amount {
  /** Minutes since 1970, by the database's clock. */
  readonly minute: number;
  /** Milliseconds that were left of the minute when the database answered. */
  readonly left: number;
}

export interface LeaseRequest {
  /** SHA-256 of who pays. */
  readonly payer: Uint8Array;
  readonly asked: Amount;
  /** What the payer may spend in a minute, at all hubs together. */
  readonly allowance: Amount;
}

/** Budgets kept in the database: hubs that share it share them. */
export interface StoredBudgets {
  /**
   * Takes a part of this minute's budget. It may be less than what was asked for: then nothing more is to be had in this
   * minute. Rejects when the database cannot be asked.
   */
  lease(request: LeaseRequest): Promise<BudgetLease>;
  /** Stops forgetting; the pool is its owner's to close. */
  close(): void;
}

/** Of what was asked for, the part that the allowance still had; `total` counts it and what came before. */
const given = (asked: number, total: number, allowance: number): number =>
  Math.max(0, Math.min(asked, allowance - (total - asked)));

interface Row {
  readonly minute: string;
  readonly requests: string;
  readonly cost: string;
  readonly left: string;
}

/**
 * @param pool - connections of the hub's login
 * @param forgetEvery - milliseconds between two looks at minutes that have passed
 */
export function storedBudgets(pool: Pool, forgetEvery = FORGET): StoredBudgets {
  const forget = async () => {
    await pool`delete from access.budget where minute < floor(extract(epoch from now()) / 60) - 1`;
  };
  const timer = setInterval(() => void forget().catch(() => {}), forgetEvery).unref();
  return {
    async lease({ payer, asked, allowance }) {
      const [row] = await pool<Row[]>`
        insert into access.budget as kept (minute, payer, requests, cost)
        values (floor(extract(epoch from now()) / 60), ${payer}, ${asked.requests}, ${asked.cost})
        on conflict (minute, payer) do update
          set requests = kept.requests + excluded.requests, cost = kept.cost + excluded.cost
        returning minute, requests, cost,
          floor((kept.minute + 1) * 60000 - extract(epoch from clock_timestamp()) * 1000)::bigint as left`;
      if (!row) throw new Error('A budget was asked for and nothing came back');
      return {
        minute: Number(row.minute),
        requests: given(asked.requests, Number(row.requests), allowance.requests),
        cost: given(asked.cost, Number(row.cost), allowance.cost),
        left: Number(row.left),
      };
    },
    close: () => clearInterval(timer),
  };
}
