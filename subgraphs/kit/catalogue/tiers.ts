import { TIERS, type Tier } from '../caller/caller.ts';
import { capacities } from './overlap.ts';
import type { Policy } from './policy.ts';

/**
 * The tiers whose schema holds a field with these policies: those with a role and purpose that all of them admit.
 * A field without a policy is in no tier.
 */
export function tiersOf(policies: readonly Policy[]): readonly Tier[] {
  const [first, ...rest] = policies.map((policy) => new Set(capacities(policy)));
  if (first === undefined) return [];
  const shared = [...first].filter((capacity) => rest.every((other) => other.has(capacity)));
  return TIERS.filter((tier) => shared.some((capacity) => capacity.startsWith(`${tier}/`)));
}
