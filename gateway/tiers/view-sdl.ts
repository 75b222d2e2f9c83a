import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
} from 'graphql';
import { argumentCoordinate, type Coordinate, fieldCoordinate } from '../compose/coordinate.ts';
import { directiveName, textOf } from '../compose/directives.ts';
import { typesOf } from '../compose/elements.ts';

/** Features that are decided before a view is made; @apollo/gateway refuses to load a graph that still names them. */
const STRIPPED = ['policy', 'authenticated', 'requiresScopes', 'tag', 'inaccessible'];

/** Scalars that name policies and scopes. */
const RULE_NAMES = ['policy__Policy', 'requiresScopes__Scope'];

const MARK = parse(
  `
  extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
    | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`,
  { noLocation: true },
);

const INACCESSIBLE: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'inaccessible' },
  arguments: [],
};

type Marked = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/**
 * The composed graph as one tier may plan it. Hidden places are marked, not cut: a key that the tier may not see is
 * still what joins two subgraphs.
 */
export function viewSdl(supergraph: DocumentNode, hidden: ReadonlySet<Coordinate>): string {
  const stripped = STRIPPED.map((feature) => directiveName(supergraph, feature));
  const kept = (node: Marked) => (node.directives ?? []).filter(({ name }) => !stripped.includes(name.value));
  const mark = <Node extends Marked>(node: Node, coordinate: Coordinate): Node => ({
    ...node,
    directives: hidden.has(coordinate) ? [...kept(node), INACCESSIBLE] : kept(node),
  });
  const markField = <Field extends FieldDefinitionNode | InputValueDefinitionNode>(
    type: string,
    field: Field,
  ): Field => {
    const marked = mark(field, fieldCoordinate(type, field.name.value));
    if (marked.kind !== Kind.FIELD_DEFINITION) return marked;
    const values = marked.arguments?.map((value) =>
      mark(value, argumentCoordinate(type, field.name.value, value.name.value)),
    );
    return values === undefined ? marked : { ...marked, arguments: values };
  };
  const markType = (node: TypeDefinitionNode): TypeDefinitionNode => {
    const type = node.name.value;
    const marked = mark(node, type);
    switch (marked.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        return { ...marked, fields: (marked.fields ?? []).map((field) => markField(type, field)) };
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return { ...marked, fields: (marked.fields ?? []).map((field) => markField(type, field)) };
      case Kind.ENUM_TYPE_DEFINITION:
        return {
          ...marked,
          values: (marked.values ?? []).map((value) => mark(value, fieldCoordinate(type, value.name.value))),
        };
      default:
        return marked;
    }
  };

  const types = typesOf(supergraph);
  const isStripped = (node: DefinitionNode): boolean =>
    (node.kind === Kind.DIRECTIVE_DEFINITION && stripped.includes(node.name.value)) ||
    (node.kind === Kind.SCALAR_TYPE_DEFINITION && RULE_NAMES.includes(node.name.value));
  const definitions = supergraph.definitions
    .filter((node) => !isStripped(node))
    .map((node): DefinitionNode => {
      if (node.kind === Kind.SCHEMA_DEFINITION) {
        const links = node.directives?.filter(
          (link) => !STRIPPED.some((feature) => textOf(link, 'url')?.includes(`/${feature}/`)),
        );
        return { ...node, directives: links ?? [] };
      }
      const type = 'name' in node && node.name ? types.get(node.name.value) : undefined;
      return type === undefined ? node : markType(type);
    });
  return print({ kind: Kind.DOCUMENT, definitions: [...definitions, ...MARK.definitions] });
}
