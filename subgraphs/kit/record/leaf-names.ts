import type { Tier } from '../caller/caller.ts';
import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import { tiersOf } from '../catalogue/tiers.ts';
import { type RecordTypeName, SEE_POLICY } from '../schema/record-types.ts';
import type { CommittedType } from './committed-type.ts';
import type { Reference } from './references.ts';

export interface LeafNamesOf<Row> {
  readonly name: RecordTypeName;
  readonly type: CommittedType<Row>;
  readonly contentPolicy: PolicyId;
  readonly references?: readonly Reference<Row>[];
}

/** The committed fields that a tier's schema has: the name of any other is answered like one that never was. */
export function leafNamesIn<Row>(
  tier: Tier,
  { name, type, contentPolicy, references = [] }: LeafNamesOf<Row>,
): readonly string[] {
  const has = (policy: PolicyId) =>
    tiersOf([SEE_POLICY[name], policy].map((id) => CATALOGUE.get(id))).includes(tier);
  const hidden = new Set(references.filter(({ to }) => !has(SEE_POLICY[to])).map(({ field }) => field));
  if (!has(contentPolicy)) for (const field of type.content.names) hidden.add(field);
  return type.document.fields.filter((field) => !hidden.has(field));
}
