import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { isExcluded, type Variables } from './conditions.ts';
import type { Selection } from './selection.ts';

export interface ExpandContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

function definitionOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  if (name === '__typename') return TypeNameMetaFieldDef;
  if (name === '__schema') return SchemaMetaFieldDef;
  if (name === '__type') return TypeMetaFieldDef;
  const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
  if (definition === undefined) throw new Error(`No field ${parent.name}.${name} after validation`);
  return definition;
}

function compositeNamed(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new Error(`No composite type ${name} after validation`);
  return type;
}

function expandField(node: FieldNode, parent: GraphQLCompositeType, context: ExpandContext): Selection {
  const definition = definitionOf(parent, node.name.value);
  const type = getNamedType(definition.type);
  const children =
    node.selectionSet && isCompositeType(type) ? expand(node.selectionSet, type, context) : null;
  return { kind: 'field', key: (node.alias ?? node.name).value, parent, definition, node, children };
}

/** A fragment that adds no condition is written into its parent: less to walk later. */
function inlined(on: GraphQLCompositeType, parent: GraphQLCompositeType, children: readonly Selection[]) {
  return on === parent || (isAbstractType(on) && children.length === 0)
    ? children
    : [{ kind: 'fragment' as const, on, children }];
}

/** Writes a validated selection out. Its size is bounded before (guard: `fields`), fragment cycles by validation. */
export function expand(
  selectionSet: SelectionSetNode,
  parent: GraphQLCompositeType,
  context: ExpandContext,
): readonly Selection[] {
  return selectionSet.selections.flatMap((node): readonly Selection[] => {
    if (isExcluded(node.directives, context.variables)) return [];
    if (node.kind === Kind.FIELD) return [expandField(node, parent, context)];
    const source = node.kind === Kind.INLINE_FRAGMENT ? node : context.fragments.get(node.name.value);
    if (source === undefined) throw new Error('A fragment is missing after validation');
    const on = source.typeCondition
      ? compositeNamed(context.schema, source.typeCondition.name.value)
      : parent;
    return inlined(on, parent, expand(source.selectionSet, on, context));
  });
}
