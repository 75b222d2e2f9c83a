import {
  type Caller,
  type DecisionContext,
  type Relation,
  relationsFor,
  staticDecision,
} from '@caretrail/kit';
import type { Right } from '../compose/right.ts';
import type { Verdict } from '../self/decision.ts';

type Conjunction = Right[number];

/** Relations of which rows must show one, of each policy that asks for any; empty where no row is asked. */
function relationsAsked(
  policies: Conjunction,
  caller: Caller,
  context: DecisionContext,
): readonly Relation[] {
  return policies.flatMap((policy) => {
    const relations = relationsFor(policy, caller, context);
    return relations === 'any' ? [] : relations;
  });
}

/** People whom the caller must not be, on the admits of their tier. */
const exclusions = (policies: Conjunction, { tier }: Caller): readonly string[] =>
  policies
    .flatMap(({ admits }) => admits.filter((admit) => admit.tier === tier))
    .flatMap(({ never = [] }) => never.map((who) => `never:${who}`));

const named = (right: Right): string | null =>
  right.map((policies) => policies.map(({ id }) => id).join(' and ')).join(' or ') || null;

/** What becomes of a right for a caller, as far as no row is asked: what only rows can tell says so. */
export function verdictOf(right: Right, caller: Caller, context: DecisionContext): Verdict {
  // A right that names no way is nobody's.
  const ways = (right.length > 0 ? right : [[]]).map((policies) => ({
    policies,
    decision: staticDecision(policies, caller, context),
  }));
  const open = ways.filter(({ decision }) => decision.allowed).map(({ policies }) => policies);
  const [first] = ways;
  if (first && open.length === 0 && !first.decision.allowed) {
    const { code, policy, reason, requires } = first.decision;
    return { decision: 'REFUSED', layer: 'HUB', code, policy, reason, requires };
  }
  const asked = open.map((policies) =>
    [...relationsAsked(policies, caller, context).map((relation) => `relation:${relation}`)].concat(
      exclusions(policies, caller),
    ),
  );
  const common = { policy: named(open), code: null };
  if (asked.length === 0 || asked.some((requires) => requires.length === 0))
    return { ...common, decision: 'ALLOWED', layer: 'HUB', reason: null, requires: [] };
  return {
    ...common,
    decision: 'DEPENDS_ON_ROW',
    layer: 'SUBGRAPH',
    reason: 'Which rows you may have this of, only the rows tell.',
    requires: [...new Set(asked.flat())],
  };
}
