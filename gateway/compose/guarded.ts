import { type DocumentNode, Kind, type TypeDefinitionNode } from 'graphql';
import type { AuthIndex } from './auth-index.ts';
import { type Coordinate, fieldCoordinate } from './coordinate.ts';
import { directivesOf } from './directives.ts';
import { ROOTS, typesOf } from './elements.ts';

/** A type that can be reached by itself: a root type, or an entity that another subgraph may ask for by key. */
const isRecord = (node: TypeDefinitionNode): boolean =>
  ROOTS.includes(node.name.value) ||
  directivesOf(node, 'join__type').some((directive) =>
    directive.arguments?.some((argument) => argument.name.value === 'key'),
  );

/** Fields of root types and records that name no policy: nobody has said who may have them, so the build stops. */
export function unguardedFields(supergraph: DocumentNode, index: AuthIndex): readonly Coordinate[] {
  return [...typesOf(supergraph).values()].filter(isRecord).flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const coordinates = node.fields?.map((field) => fieldCoordinate(node.name.value, field.name.value)) ?? [];
    return coordinates.filter((coordinate) => !index.has(coordinate));
  });
}
