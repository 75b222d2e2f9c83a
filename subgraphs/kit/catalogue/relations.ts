import type { Caller } from '../caller/caller.ts';
import { admitsFor, type DecisionContext } from './decision.ts';
import type { Policy, Relation } from './policy.ts';

/**
 * What a row must show for this caller: `any` when an admit asks for no relation, else the relations of which
 * one must hold; an empty list refuses every row.
 */
export function relationsFor(
  policy: Policy,
  caller: Caller,
  context: DecisionContext,
): 'any' | readonly Relation[] {
  const admits = admitsFor(policy, caller, context);
  if (admits.some((admit) => admit.relations.length === 0)) return 'any';
  return [...new Set(admits.flatMap((admit) => admit.relations))];
}
