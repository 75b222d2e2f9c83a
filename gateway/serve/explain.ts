import { BadInput, type Caller } from '@caretrail/kit';
import { typesAsked } from '../authorise/decide.ts';
import { fieldRight } from '../authorise/field-right.ts';
import { Refusal } from '../guard/refusal.ts';
import type { FieldSelection, Selection } from '../operation/selection.ts';
import type { FieldDecision, Verdict } from '../self/decision.ts';
import type { OperationCost, OperationText } from '../self/operation.ts';
import type { TierHub } from './tier/tier-hub.ts';
import { verdictOf } from './verdict.ts';

type Hub = Pick<TierHub, 'understand' | 'view' | 'index'>;

/** A field of an embedded type has no rule: it is had where the field around it is. */
const EMBEDDED: Verdict = {
  decision: 'ALLOWED',
  layer: 'HUB',
  policy: null,
  code: null,
  reason: null,
  requires: [],
};

function explainField(
  { view, index }: Hub,
  caller: Caller,
  now: number,
  { parent, definition }: FieldSelection,
  path: readonly string[],
): FieldDecision {
  const place = { path, type: parent.name, field: definition.name };
  const right = fieldRight(parent, definition.name, view.schema, index);
  if (right === undefined) return { ...place, ...EMBEDDED };
  return { ...place, ...verdictOf(right, caller, { now, types: typesAsked(parent, definition) }) };
}

/** What would be refused as a request is bad input of the one that asks about it, in the same words. */
function inWords<Found>(find: () => Found): Found {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refusal) throw new BadInput(error.errors.map(({ message }) => message).join(' '));
    throw error;
  }
}

/** What an operation would cost, above the limit too, by the rule that decides when it is asked. Throws {@link BadInput}. */
export function costFor(hub: Pick<TierHub, 'weigh'>, about: OperationText): OperationCost {
  const { cost, limit } = inWords(() => hub.weigh(about));
  return { cost, limit };
}

/** What would happen to each field of an operation, for this caller, without fetching anything. Throws {@link BadInput} with the words that asking would get. */
export function explainFor(hub: Hub, caller: Caller, explained: OperationText): FieldDecision[] {
  const now = Math.floor(Date.now() / 1000);
  const { expanded } = inWords(() => hub.understand(explained));
  // A field that is asked for twice at one place is one field of the answer.
  const found = new Map<string, FieldDecision>();
  const walk = (selections: readonly Selection[], path: readonly string[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'fragment') {
        walk(selection.children, path);
        continue;
      }
      const here = [...path, selection.key];
      const place = JSON.stringify([here, selection.parent.name]);
      const decision = found.get(place) ?? explainField(hub, caller, now, selection, here);
      found.set(place, decision);
      // What lies under a refused field is not asked for at all.
      if (selection.children && decision.decision !== 'REFUSED') walk(selection.children, here);
    }
  };
  walk(expanded.selections, []);
  return [...found.values()];
}
