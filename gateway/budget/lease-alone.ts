import type { Amount, BudgetLease } from './lease.ts';

/** A part of a budget; `last`: nothing more is to be had before it lapses. */
export interface Lease extends BudgetLease {
  readonly last?: boolean;
}

/** A minute that no database counts; each has another number. */
let counted = 0;

/**
 * A hub's own part of a budget, all at once: where hubs share no database, or it does not answer.
 * @param left - milliseconds from now until it lapses
 */
export function leaseAlone(allowance: Amount, part: number, left: number): Lease {
  counted -= 1;
  const own = (one: keyof Amount) => Math.ceil(allowance[one] * part);
  return { minute: counted, left, requests: own('requests'), cost: own('cost'), last: true };
}
