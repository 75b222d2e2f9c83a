import type { PolicyId } from '../catalogue/policies.ts';
import { CATALOGUE } from '../catalogue/policies.ts';
import { tiersOf } from '../catalogue/tiers.ts';
import { isListedType, isRecordType, SEE_POLICY } from './record-types.ts';

/** What the build knows about a field when it makes its rule. */
export interface FieldFacts {
  /** `Type.field`. */
  readonly coordinate: string;
  readonly root: boolean;
  /** Policy of the type; none on root types and embedded types. */
  readonly typeAccess: readonly PolicyId[];
  readonly embedded: boolean;
  readonly fieldAccess: readonly PolicyId[];
  /** Record type that the field leads to, through lists and connections. */
  readonly node: string | undefined;
  /** The enclosing connection or edge: its own field has already carried the see policy of the node. */
  readonly insideConnection: boolean;
  readonly nullable: boolean;
}

export interface FieldRule {
  readonly coordinate: string;
  /** All of them must pass. Empty only inside embedded types. */
  readonly policies: readonly PolicyId[];
  /** Those that the row of the enclosing object must pass; what guards a node is for the node's own row. */
  readonly onRow: readonly PolicyId[];
  /** Type of the records that the field leads to, through lists and connections: a token's scopes are asked for it too. */
  readonly node: string | undefined;
}

const isOpen = (policies: readonly PolicyId[]): boolean => policies.every((id) => id === 'open');

/** The rule of a field; throws where the schema is wired wrongly, so that such a schema never starts. */
export function fieldRule(facts: FieldFacts): FieldRule {
  const { coordinate, typeAccess, fieldAccess, node, embedded } = facts;
  for (const id of [...typeAccess, ...fieldAccess])
    if (!CATALOGUE.has(id)) throw new Error(`${coordinate}: unknown policy ${String(id)}`);
  const policies = [...new Set([...typeAccess, ...fieldAccess])];
  if (policies.length === 0 && !embedded)
    throw new Error(`${coordinate} names no policy (field option access: '…')`);
  const see = node !== undefined && isRecordType(node) ? SEE_POLICY[node] : undefined;
  if (see !== undefined && see !== 'open' && !facts.insideConnection && !policies.includes(see))
    throw new Error(`${coordinate} leads to ${node} and must name its see policy ${see}`);
  if (policies.length > 0 && tiersOf(policies.map((id) => CATALOGUE.get(id))).length === 0)
    throw new Error(`${coordinate}: nobody passes ${policies.join(' and ')}`);
  const added = policies.filter((id) => !typeAccess.includes(id));
  if (!facts.nullable && !isOpen(added))
    throw new Error(`${coordinate} can be refused (${added.join(', ')}) and must be nullable`);
  // `open` says nothing beside another policy, and beside nothing it says everything.
  const said = policies.filter((id) => id !== 'open');
  const told: readonly PolicyId[] = said.length > 0 || policies.length === 0 ? said : ['open'];
  // What guards the rows that the field leads to is asked of them, and not of the row that it is a field of.
  const ofNode: readonly (PolicyId | undefined)[] =
    node !== undefined && isListedType(node) ? fieldAccess : [see];
  const onRow = facts.root
    ? []
    : told.filter((id) => id !== 'open' && (!ofNode.includes(id) || typeAccess.includes(id)));
  return { coordinate, policies: told, onRow, node };
}
