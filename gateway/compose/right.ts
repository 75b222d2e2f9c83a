import type { Catalogue, Policy } from '@caretrail/kit';
import { TIERS, type Tier, tiersOf } from '@caretrail/kit';

/**
 * The policies that open a place of the schema: one of the inner lists must pass, all of its policies together
 * (disjunctive normal form, as `@policy` writes it).
 */
export type Right = readonly (readonly Policy[])[];

/** Both rights together, in disjunctive normal form; a policy named twice counts once. */
export function both(one: Right, other: Right): Right {
  const all = one.flatMap((left) => other.map((right) => [...new Set([...left, ...right])]));
  const seen = new Map(all.map((conjunction) => [conjunction.map(({ id }) => id).join(), conjunction]));
  return [...seen.values()];
}

/** The tiers in which a place with this right exists. */
export function tiersWith(right: Right): readonly Tier[] {
  const found = new Set(right.flatMap((conjunction) => tiersOf(conjunction)));
  return TIERS.filter((tier) => found.has(tier));
}

/** Names to policies; a name that the catalogue does not hold stops the build. */
export const rightOf = (names: readonly (readonly string[])[], catalogue: Catalogue): Right =>
  names.map((conjunction) => conjunction.map((name) => catalogue.get(name)));
