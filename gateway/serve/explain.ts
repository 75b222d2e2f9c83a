import { BadInput, type Caller, type Relation, relationsFor } from '@caretrail/kit';
import { typesAsked } from '../authorise/decide.ts';
import { fieldRight } from '../authorise/field-right.ts';
import { Refusal } from '../guard/refusal.ts';
import type { Variables } from '../operation/conditions.ts';
import type { FieldSelection, Selection } from '../operation/selection.ts';
import type { FieldDecision } from '../self/decision.ts';
import type { TierHub } from './tier/tier-hub.ts';

type Hub = Pick<TierHub, 'understand' | 'decisionsFor' | 'view' | 'index'>;

/** The relations of which one must hold between the caller and the row; empty where no row is asked. */
function relationsAsked(hub: Hub, caller: Caller, now: number, field: FieldSelection): readonly Relation[] {
  const right = fieldRight(field.parent, field.definition.name, hub.view.schema, hub.index) ?? [];
  const asked = right
    .flat()
    .map((policy) =>
      relationsFor(policy, caller, { now, types: typesAsked(field.parent, field.definition) }),
    );
  return [...new Set(asked.flatMap((relations) => (relations === 'any' ? [] : relations)))];
}

function explainField(
  hub: Hub,
  caller: Caller,
  now: number,
  field: FieldSelection,
  path: readonly string[],
): FieldDecision {
  const place = { path, type: field.parent.name, field: field.definition.name };
  const decision = hub.decisionsFor(caller, now)(field.parent, field.definition);
  if (!decision.allowed) {
    const { code, policy, reason, requires } = decision;
    return { ...place, decision: 'REFUSED', layer: 'HUB', code, policy, reason, requires };
  }
  const right = fieldRight(field.parent, field.definition.name, hub.view.schema, hub.index) ?? [];
  const policies = [...new Set(right.flat().map(({ id }) => id))];
  const relations = relationsAsked(hub, caller, now, field);
  const common = { ...place, policy: policies.join(' and ') || null, code: null };
  return relations.length === 0
    ? { ...common, decision: 'ALLOWED', layer: 'HUB', reason: null, requires: [] }
    : {
        ...common,
        decision: 'DEPENDS_ON_ROW',
        layer: 'SUBGRAPH',
        reason: 'Which rows you may have this of, only the rows tell.',
        requires: relations.map((relation) => `relation:${relation}`),
      };
}

function understand(hub: Hub, text: string, variables: Variables) {
  try {
    return hub.understand({ text, operationName: null, variables });
  } catch (error) {
    if (error instanceof Refusal) throw new BadInput(error.errors.map(({ message }) => message).join(' '));
    throw error;
  }
}

/** What would happen to each field of an operation, for this caller, without fetching anything. Throws {@link BadInput} with the words that asking would get. */
export function explainFor(hub: Hub, caller: Caller, text: string, variables: Variables): FieldDecision[] {
  const now = Math.floor(Date.now() / 1000);
  const { expanded } = understand(hub, text, variables);
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
