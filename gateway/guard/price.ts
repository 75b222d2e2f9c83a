import { DEFAULT_PAGE, FIELD_COST, OBJECT_COST } from '@caretrail/kit';
import {
  type GraphQLNamedType,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type ValueNode,
} from 'graphql';
import type { Variables } from '../operation/conditions.ts';
import { type FieldSelection, isIntrospection, type Selection } from '../operation/selection.ts';
import { refuse } from './refusal.ts';

/**
 * Fields that cost more than the object they are in (access policy, "Cost"); the schema about itself is walked whole.
 * `explain` answers for up to 2,000 fields, `operationCost` reads a document of its own, and `verify` checks a file of any 100 kB and a dozen signatures: one request
 * must not have either by the dozen.
 */
const COSTS: Readonly<Record<string, number>> = {
  ...FIELD_COST,
  explain: 1_000,
  operationCost: 20,
  verify: 200,
  __schema: 200,
  __type: 100,
};

/** Lineage costs 20 for every step it follows. */
const LINEAGE_STEP = 20;

const SIZES = ['first', 'last'];

interface PriceContext {
  readonly variables: Variables;
  /** Largest size that may be asked for. */
  readonly page: number;
}

function numberOf(value: ValueNode | undefined, variables: Variables): number | null {
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind !== Kind.VARIABLE) return null;
  const given = variables[value.name.value];
  return typeof given === 'number' ? given : null;
}

const given = (field: FieldSelection, name: string, variables: Variables): number | null =>
  numberOf(field.node.arguments?.find((argument) => argument.name.value === name)?.value, variables);

/** How many a field gives at most; null where it takes no size. */
function sizeOf(field: FieldSelection, context: PriceContext): number | null {
  const sizes = SIZES.filter((name) => field.definition.args.some((argument) => argument.name === name));
  if (sizes.length === 0) return null;
  const asked = sizes.map((name) => given(field, name, context.variables)).filter((size) => size !== null);
  for (const size of asked)
    if (size < 0 || size > context.page)
      throw refuse('BAD_USER_INPUT', `A page has 0 to ${context.page} records.`);
  return asked.length > 0 ? Math.max(...asked) : DEFAULT_PAGE;
}

const has = (type: GraphQLNamedType, ...fields: readonly string[]): boolean =>
  isObjectType(type) && fields.every((field) => field in type.getFields());

/** What frames the records of a connection is paid with the connection: edges, their node, page information. */
const isFrame = ({ parent, definition }: FieldSelection): boolean =>
  has(parent, 'edges', 'pageInfo') || (definition.name === 'node' && has(parent, 'node', 'cursor'));

function ownCost(field: FieldSelection, size: number | null, context: PriceContext): number {
  const { name, type } = field.definition;
  if (name === 'lineage') return LINEAGE_STEP * Math.max(1, given(field, 'depth', context.variables) ?? 1);
  const cost = COSTS[name];
  if (cost !== undefined) return cost;
  if (!isCompositeType(getNamedType(type)) || isFrame(field)) return 0;
  return OBJECT_COST * (size ?? 1);
}

/**
 * What a selection costs before anything is fetched: 1 an object × the sizes of the pages around it. Sizes in variables
 * count with the values given. Throws {@link Refusal} where a size is negative or too large.
 */
export function priceOf(selections: readonly Selection[], context: PriceContext, times = 1): number {
  return selections.reduce((total, selection) => {
    if (selection.kind === 'fragment') return total + priceOf(selection.children, context, times);
    const size = sizeOf(selection, context);
    const own = ownCost(selection, size, context) * times;
    if (isIntrospection(selection) || selection.children === null) return total + own;
    return total + own + priceOf(selection.children, context, times * (size ?? 1));
  }, 0);
}
