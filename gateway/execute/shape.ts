import {
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Authorised, AuthorisedField } from '../authorise/authorise.ts';
import { isIntrospection, isTypename } from '../operation/selection.ts';

/** How one key of the answer is made from what was fetched. */
export interface FieldShape {
  readonly key: string;
  readonly kind: 'leaf' | 'object' | 'typename' | 'introspection' | 'refused';
  /** Lists around the value, outermost first; each says whether that list may not be null. */
  readonly lists: readonly boolean[];
  /** Whether the innermost value may not be null. */
  readonly required: boolean;
  /** Values that exist for this tier. */
  readonly values: GraphQLEnumType | null;
  readonly object: ObjectShape | null;
}

/** The keys of an object by the type it turns out to have; null for a type that is not there for this tier. */
export interface ObjectShape {
  readonly fieldsOf: (
    typename: unknown,
  ) => { readonly name: string; readonly fields: readonly FieldShape[] } | null;
}

function nesting(type: GraphQLOutputType): Pick<FieldShape, 'lists' | 'required'> {
  const lists: boolean[] = [];
  for (let level: GraphQLOutputType = type; ; ) {
    const required = isNonNullType(level);
    const inner: GraphQLOutputType = isNonNullType(level) ? level.ofType : level;
    if (!isListType(inner)) return { lists, required };
    lists.push(required);
    level = inner.ofType;
  }
}

/** Fields that hold for an object of this type, in the order asked, one group for each key. */
function collect(
  selections: readonly Authorised[],
  type: GraphQLObjectType,
  schema: GraphQLSchema,
  groups = new Map<string, AuthorisedField[]>(),
): Map<string, AuthorisedField[]> {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      const applies =
        selection.on === type || (!isObjectType(selection.on) && schema.isSubType(selection.on, type));
      if (applies) collect(selection.children, type, schema, groups);
    } else {
      const group = groups.get(selection.key);
      if (group) group.push(selection);
      else groups.set(selection.key, [selection]);
    }
  }
  return groups;
}

function fieldShape(
  key: string,
  group: readonly AuthorisedField[],
  type: GraphQLObjectType,
  schema: GraphQLSchema,
): FieldShape {
  const first = group[0];
  if (first === undefined) throw new Error('An empty group of fields');
  // The object's own field may promise more than the interface that was asked.
  const definition = type.getFields()[first.definition.name] ?? first.definition;
  const named = getNamedType(definition.type);
  const shape = { key, ...nesting(definition.type), values: isEnumType(named) ? named : null, object: null };
  if (isTypename(first)) return { ...shape, kind: 'typename' };
  if (isIntrospection(first)) return { ...shape, kind: 'introspection' };
  // One key may be asked for twice, refused in one place (an interface) and allowed in another (the object itself).
  if (group.every(({ refused }) => refused)) return { ...shape, kind: 'refused' };
  if (!isCompositeType(named)) return { ...shape, kind: 'leaf' };
  const children = group.flatMap((field) => field.children ?? []);
  return { ...shape, kind: 'object', object: shapeOf(children, named, schema) };
}

/** Compiles a selection into the shape of its answer, each object type when it is first met. */
export function shapeOf(
  selections: readonly Authorised[],
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): ObjectShape {
  const compile = (object: GraphQLObjectType) => ({
    name: object.name,
    fields: [...collect(selections, object, schema)].map(([key, group]) =>
      fieldShape(key, group, object, schema),
    ),
  });
  if (isObjectType(type)) {
    const only = compile(type);
    return { fieldsOf: () => only };
  }
  const possible = new Map(schema.getPossibleTypes(type).map((object) => [object.name, object]));
  const compiled = new Map<string, ReturnType<typeof compile>>();
  return {
    fieldsOf(typename) {
      const object = typeof typename === 'string' ? possible.get(typename) : undefined;
      if (!object) return null;
      const found = compiled.get(object.name) ?? compile(object);
      compiled.set(object.name, found);
      return found;
    },
  };
}
