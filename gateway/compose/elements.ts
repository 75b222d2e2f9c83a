import { type DocumentNode, Kind, type NamedTypeNode, type TypeDefinitionNode, type TypeNode } from 'graphql';

/** Definitions that federation adds for itself: they are in no tier's schema. */
const MACHINERY = /^(join|link|policy|authenticated|requiresScopes|cost|federation|core|inaccessible|tag)__/;

const TYPE_KINDS: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
];

const isType = (node: { readonly kind: string }): node is TypeDefinitionNode =>
  TYPE_KINDS.includes(node.kind);

/** The types of the graph by name, without federation's own. */
export function typesOf(document: DocumentNode): ReadonlyMap<string, TypeDefinitionNode> {
  const types = document.definitions.filter(isType).filter((node) => !MACHINERY.test(node.name.value));
  return new Map(types.map((node) => [node.name.value, node]));
}

/** Root types by operation: the composed graph always calls them by their usual names. */
export const ROOTS: readonly string[] = ['Query', 'Mutation'];

/** The type inside lists and non-null marks. */
export function namedType(type: TypeNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}

export const names = (nodes: readonly NamedTypeNode[] | undefined): readonly string[] =>
  nodes?.map((node) => node.name.value) ?? [];

/** The object types that implement an interface. */
export const implementersOf = (
  types: ReadonlyMap<string, TypeDefinitionNode>,
  interfaceName: string,
): readonly string[] =>
  [...types.values()]
    .filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter((node) => names(node.interfaces).includes(interfaceName))
    .map((node) => node.name.value);
