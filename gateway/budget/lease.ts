/** What is counted: requests, and what their questions cost. */
export interface Amount {
  readonly requests: number;
  readonly cost: number;
}

/** A part of a payer's budget that one hub may spend on its own, until the minute ends. */
export interface BudgetLease extends Amount {
  /** Minutes since 1970, by the clock that all hubs share. */
  readonly minute: number;
  /** Milliseconds that were left of the minute when the store answered. */
  readonly left: number;
}

export interface LeaseRequest {
  /** SHA-256 of who pays. */
  readonly payer: Uint8Array;
  readonly asked: Amount;
  /** What the payer may spend in a minute, at all hubs together. */
  readonly allowance: Amount;
}

/** Where hubs share their budgets; the launcher gives the database's. */
export interface BudgetStore {
  /** Less than was asked for: nothing more is to be had in this minute. Rejects when the store cannot be asked. */
  lease(request: LeaseRequest): Promise<BudgetLease>;
}
