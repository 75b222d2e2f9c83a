import { CATALOGUE, type Caller, type Policy } from '@caretrail/kit';
import { isObjectType } from 'graphql';
import type { OwnPolicy } from '../self/own-policy.ts';
import type { TierHub } from './tier/tier-hub.ts';
import { verdictOf } from './verdict.ts';

type Hub = Pick<TierHub, 'view' | 'index'>;

/** `Type.field` of a tier's schema by the policies that they name. */
function fieldsByPolicy({ view, index }: Hub): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [coordinate, right] of index) {
    const [type = '', field = ''] = coordinate.split('.');
    const object = view.schema.getType(type);
    if (!isObjectType(object) || !(field in object.getFields())) continue;
    for (const id of new Set(right.flat().map((policy) => policy.id)))
      found.set(id, [...(found.get(id) ?? []), coordinate]);
  }
  return found;
}

/** Worked out once for a tier's snapshot. */
const known = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

function fieldsOf(hub: Hub): ReadonlyMap<string, readonly string[]> {
  const fields = known.get(hub.view) ?? fieldsByPolicy(hub);
  known.set(hub.view, fields);
  return fields;
}

/** A policy with the ways of a tier alone: how others pass it is not told. */
const concerning = (policy: Policy, { tier }: Caller): Policy => ({
  ...policy,
  admits: policy.admits.filter((admit) => admit.tier === tier),
});

/** The catalogue as far as it concerns a caller's tier, what becomes of each policy for them, and which of their fields name it. */
export function policiesFor(hub: Hub, caller: Caller): OwnPolicy[] {
  const now = Math.floor(Date.now() / 1000);
  return CATALOGUE.policies
    .map((policy) => concerning(policy, caller))
    .filter(({ admits }) => admits.length > 0)
    .map((rule) => ({
      ...verdictOf([[rule]], caller, { now }),
      rule,
      fields: (fieldsOf(hub).get(rule.id) ?? []).toSorted(),
    }));
}
