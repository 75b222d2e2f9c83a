import type { Amount } from '../budget/lease.ts';

/** Gives who asks without a sign-in a budget of their own; it raises no right. */
export interface ApiKey {
  readonly id: string;
  /** In a minute, at all hubs together. */
  readonly allowance: Amount;
}

/** Knows the keys that count. */
export interface ApiKeys {
  /** Null: there is no such key, or not any more. Rejects when none can be known. */
  find(key: string): Promise<ApiKey | null>;
}
