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

const argument = ({ node }: FieldSelection, name: string): ValueNode | undefined =>
  node.arguments?.find((one) => one.name.value === name)?.value;

const has = (type: GraphQLNamedType, ...fields: readonly string[]): boolean =>
  isObjectType(type) && fields.every((field) => field in type.getFields());

/** What frames the records of a connection is paid with the connection: edges, their node, page information. */
const isFrame = ({ parent, definition }: FieldSelection): boolean =>
  has(parent, 'edges', 'pageInfo') || (definition.name === 'node' && has(parent, 'node', 'cursor'));

/** What of a field's price no value of a variable changes. */
interface Tariff {
  /** What is written for the sizes that it takes; null where it takes none. */
  readonly sizes: readonly (ValueNode | undefined)[] | null;
  /** How many steps it follows, where each is paid for. */
  readonly depth: ValueNode | undefined;
  readonly each: number;
  /** Whether `each` is paid once for every object of its size. */
  readonly counted: boolean;
}

function makeTariff(field: FieldSelection): Tariff {
  const { name, type, args } = field.definition;
  const taken = SIZES.filter((size) => args.some((one) => one.name === size));
  const sizes = taken.length === 0 ? null : taken.map((size) => argument(field, size));
  const depth = name === 'lineage' ? argument(field, 'depth') : undefined;
  const fixed = name === 'lineage' ? LINEAGE_STEP : COSTS[name];
  if (fixed !== undefined) return { sizes, depth, each: fixed, counted: false };
  const free = !isCompositeType(getNamedType(type)) || isFrame(field);
  return { sizes, depth, each: free ? 0 : OBJECT_COST, counted: true };
}

/** Selections are kept from request to request, and their tariffs with them. */
const tariffs = new WeakMap<FieldSelection, Tariff>();

function tariffOf(field: FieldSelection): Tariff {
  const known = tariffs.get(field);
  if (known) return known;
  const made = makeTariff(field);
  tariffs.set(field, made);
  return made;
}

/** How many a field gives at most; null where it takes no size. */
function sizeOf({ sizes }: Tariff, { variables, page }: PriceContext): number | null {
  if (sizes === null) return null;
  const asked = sizes.map((size) => numberOf(size, variables)).filter((size) => size !== null);
  for (const size of asked)
    if (size < 0 || size > page) throw refuse('BAD_USER_INPUT', `A page has 0 to ${page} records.`);
  return asked.length > 0 ? Math.max(...asked) : DEFAULT_PAGE;
}

function ownCost({ each, counted, depth }: Tariff, size: number | null, variables: Variables): number {
  if (counted) return each * (size ?? 1);
  return depth === undefined ? each : each * Math.max(1, numberOf(depth, variables) ?? 1);
}

/**
 * What a selection costs before anything is fetched: 1 an object × the sizes of the pages around it. Sizes in variables
 * count with the values given. Throws {@link Refusal} where a size is negative or too large.
 */
export function priceOf(selections: readonly Selection[], context: PriceContext, times = 1): number {
  return selections.reduce((total, selection) => {
    if (selection.kind === 'fragment') return total + priceOf(selection.children, context, times);
    const tariff = tariffOf(selection);
    const size = sizeOf(tariff, context);
    const own = ownCost(tariff, size, context.variables) * times;
    if (isIntrospection(selection) || selection.children === null) return total + own;
    return total + own + priceOf(selection.children, context, times * (size ?? 1));
  }, 0);
}
