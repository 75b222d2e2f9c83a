import { Kind, type TypeDefinitionNode } from 'graphql';
import { argumentCoordinate, type Coordinate, fieldCoordinate } from '../compose/coordinate.ts';
import { implementersOf, namedType, names, ROOTS } from '../compose/elements.ts';

type Types = ReadonlyMap<string, TypeDefinitionNode>;

/** The types that one visible type leads to. An object does not lead to its interfaces, an interface to all its objects. */
function neighbours(node: TypeDefinitionNode, types: Types, hidden: ReadonlySet<Coordinate>): string[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const type = node.name.value;
      const visible = (node.fields ?? []).filter(
        (field) => !hidden.has(fieldCoordinate(type, field.name.value)),
      );
      const led = visible.flatMap((field) => [
        namedType(field.type),
        ...(field.arguments ?? [])
          .filter((one) => !hidden.has(argumentCoordinate(type, field.name.value, one.name.value)))
          .map((one) => namedType(one.type)),
      ]);
      return node.kind === Kind.INTERFACE_TYPE_DEFINITION ? [...led, ...implementersOf(types, type)] : led;
    }
    case Kind.UNION_TYPE_DEFINITION:
      return [...names(node.types)];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? [])
        .filter((field) => !hidden.has(fieldCoordinate(node.name.value, field.name.value)))
        .map((field) => namedType(field.type));
    default:
      return [];
  }
}

/** Types that a question can lead to, over visible places only. */
export function reachable(types: Types, hidden: ReadonlySet<Coordinate>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...ROOTS];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = types.get(name);
    if (node === undefined || found.has(name) || hidden.has(name)) continue;
    found.add(name);
    open.push(...neighbours(node, types, hidden));
  }
  return found;
}
