import type { Catalogue } from '@caretrail/kit';
import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, type TypeDefinitionNode } from 'graphql';
import { type Coordinate, fieldCoordinate } from './coordinate.ts';
import { argumentOf, directiveName, directivesOf } from './directives.ts';
import { namedType, typesOf } from './elements.ts';
import { both, type Right, rightOf } from './right.ts';

/** Fields of object types to the policies that open them; a field without an entry is one of an embedded type. */
export type AuthIndex = ReadonlyMap<Coordinate, Right>;

type Annotated = Parameters<typeof directivesOf>[0];

function policiesOn(node: Annotated, directive: string): string[][] | undefined {
  const found = directivesOf(node, directive).map((one) => argumentOf(one, 'policies'));
  if (found.length === 0) return undefined;
  const [value] = found;
  if (value?.kind !== Kind.LIST) throw new Error(`@${directive} without a list of policies`);
  return value.values.map((conjunction) => {
    if (conjunction.kind !== Kind.LIST) throw new Error(`@${directive} with a policy outside a list`);
    return conjunction.values.map((name) => {
      if (name.kind !== Kind.STRING) throw new Error(`@${directive} with a policy that is no string`);
      return name.value;
    });
  });
}

/**
 * Reads every field's right from the composed graph: its own, that of the type it is in, and that of the enum, scalar
 * or object it gives, all together. Interfaces are left out: what their fields ask for is what the object types say.
 */
export function readAuthIndex(supergraph: DocumentNode, catalogue: Catalogue): AuthIndex {
  const directive = directiveName(supergraph, 'policy');
  const types = typesOf(supergraph);
  const rightOn = (node: Annotated | undefined): Right | undefined => {
    const found = node && policiesOn(node, directive);
    return found && rightOf(found, catalogue);
  };
  const objects = [...types.values()].filter(
    (node: TypeDefinitionNode): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  const index = new Map<Coordinate, Right>();
  for (const object of objects) {
    for (const field of object.fields ?? []) {
      const rights = [rightOn(object), rightOn(field), rightOn(types.get(namedType(field.type)))];
      const named = rights.filter((right) => right !== undefined);
      if (named.length === 0) continue;
      index.set(fieldCoordinate(object.name.value, field.name.value), named.reduce(both));
    }
  }
  return index;
}
