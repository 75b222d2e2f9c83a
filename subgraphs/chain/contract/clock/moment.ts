import type { Context } from 'fabric-contract-api';
import { demand } from '../refusal.ts';

/** When a transaction is simulated, by two clocks; milliseconds since 1970. */
export interface Moment {
  /** The transaction's timestamp: its client's claim, and the same for every endorser. */
  readonly claimed: number;
  /** The endorser's own clock. It may refuse, and must never get into a result. */
  readonly clock: number;
}

export const momentOf = ({ stub }: Context): Moment => ({
  claimed: stub.getDateTimestamp().getTime(),
  clock: Date.now(),
});

/** How far a client's clock may be from an endorser's, in milliseconds. */
export const DRIFT = 10 * 60_000;

/**
 * The claimed time, vouched for: an endorser whose clock says otherwise does not endorse, so under a policy that asks
 * for several organizations each of them attests it. Refused: `CLOCK`.
 */
export function attestedTime({ claimed, clock }: Moment): number {
  demand(Math.abs(claimed - clock) <= DRIFT, 'CLOCK');
  return claimed;
}

export const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
