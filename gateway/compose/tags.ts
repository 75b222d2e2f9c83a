import { type DocumentNode, Kind } from 'graphql';
import type { AuthIndex } from './auth-index.ts';
import { fieldCoordinate } from './coordinate.ts';
import { directiveName, directivesOf, textOf } from './directives.ts';
import { typesOf } from './elements.ts';
import { tiersWith } from './right.ts';

/** The contract tag that names a tier, for routers that cut schemas by tags. */
export const tagOf = (tier: string): string => `tier-${tier}`;

/**
 * Tags are an export and never decide here; but a router that trusts them must not hide what the catalogue opens.
 * Says which fields lack the tag of a tier that their policies derive.
 */
export function missingTags(supergraph: DocumentNode, index: AuthIndex): readonly string[] {
  const directive = directiveName(supergraph, 'tag');
  return [...typesOf(supergraph).values()].flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    return (node.fields ?? []).flatMap((field) => {
      const coordinate = fieldCoordinate(node.name.value, field.name.value);
      const tags = directivesOf(field, directive).map((tag) => textOf(tag, 'name'));
      const derived = tiersWith(index.get(coordinate) ?? []).map(tagOf);
      const missing = derived.filter((tag) => !tags.includes(tag));
      return missing.length > 0 ? [`${coordinate} lacks ${missing.join(', ')}`] : [];
    });
  });
}
