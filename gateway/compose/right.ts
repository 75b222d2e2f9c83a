import type { Catalogue, Policy } from '@caretrail/kit';
import { TIERS, type Tier, tiersOf } from '@caretrail/kit';

/**
 * The policies that open a place of the schema: one of the inner lists must pass, all of its policies together
 * (disjunctive normal form, as `@policy` writes it).
 */
export type Right = readonly (readonly Policy[])[];

type Conjunction = Right[number];

/** All policies of two lists, each once. */
const together = (left: Conjunction, right: Conjunction): Conjunction => [
  ...new Map([...left, ...right].map((policy) => [policy.id, policy])).values(),
];

const asksAllOf = (conjunction: Conjunction, other: Conjunction): boolean =>
  other.every(({ id }) => conjunction.some((policy) => policy.id === id));

/**
 * Both rights together, in disjunctive normal form. A policy named twice counts once; a way that asks all that another asks,
 * and more, is left out: it opens nothing, and rules of many objects behind one interface would multiply.
 */
export function both(one: Right, other: Right): Right {
  const all = one.flatMap((left) => other.map((right) => together(left, right)));
  return all.filter((way, place) =>
    all.every(
      (rival, at) => at === place || !asksAllOf(way, rival) || (rival.length === way.length && place < at),
    ),
  );
}

/** The tiers in which a place with this right exists. */
export function tiersWith(right: Right): readonly Tier[] {
  const found = new Set(right.flatMap((conjunction) => tiersOf(conjunction)));
  return TIERS.filter((tier) => found.has(tier));
}

/** Names to policies; a name that the catalogue does not hold stops the build. */
export const rightOf = (names: readonly (readonly string[])[], catalogue: Catalogue): Right =>
  names.map((conjunction) => conjunction.map((name) => catalogue.get(name)));
