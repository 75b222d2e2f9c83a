import type { Tier } from '@caretrail/kit';
import { LIMITS } from '../guard/limits.ts';
import type { Amount } from './lease.ts';

/** What one question may cost at most. */
export const DEAREST = LIMITS.cost;

/** The same without a sign-in. */
export const DEAREST_PUBLIC = LIMITS.publicCost;

/** What one caller of each tier may spend in a minute at all hubs together; 0 counts nothing. */
export type Allowances = Readonly<Record<Tier, Amount>>;

const FREE: Amount = { requests: 0, cost: 0 };
export const UNLIMITED: Allowances = {
  public: FREE,
  patient: FREE,
  hospital: FREE,
  payer: FREE,
  regulator: FREE,
};

const SIGNED_IN: Amount = { requests: 12_000, cost: 6_000_000 };

/** Far above what a person or a program at work asks for; a caller that asks without end is held there. */
export const ALLOWANCES: Allowances = {
  // An address of a hospital may have hundreds of readers behind it.
  public: { requests: 12_000, cost: 1_200_000 },
  patient: SIGNED_IN,
  hospital: SIGNED_IN,
  payer: SIGNED_IN,
  regulator: SIGNED_IN,
};
