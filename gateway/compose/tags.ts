import { type DocumentNode, Kind } from 'graphql';
import type { AuthIndex } from './auth-index.ts';
import { fieldCoordinate } from './coordinate.ts';
import { directiveName, directivesOf, textOf } from './directives.ts';
import { typesOf } from './elements.ts';
import { isForeign } from './foreign-rules.ts';
import { type Right, tiersWith } from './right.ts';

/** The contract tag that names a tier, for routers that cut schemas by tags. */
export const tagOf = (tier: string): string => `tier-${tier}`;

/** The tiers that tags name on a place, as their tags; empty where its tags speak of no tier. */
export const tierTags = (node: Parameters<typeof directivesOf>[0], directive: string): readonly string[] =>
  directivesOf(node, directive)
    .map((tag) => textOf(tag, 'name') ?? '')
    .filter((tag) => tag.startsWith(tagOf('')));

/**
 * Whether a field's tags narrow it here. The policies of the catalogue say which tiers have a field, and its tags are an
 * export of that; a rule of federation's own (`@authenticated`) knows no tiers, so beside it tags say which.
 */
export const narrowedByTags = (right: Right): boolean => right.flat().some(isForeign);

function faultOf(coordinate: string, tags: readonly string[], right: Right): string[] {
  const derived = tiersWith(right).map(tagOf);
  if (narrowedByTags(right)) {
    const closed = tags.filter((tag) => !derived.includes(tag));
    return closed.length > 0 ? [`${coordinate} is tagged ${closed.join(', ')}, which its rules close`] : [];
  }
  const missing = derived.filter((tag) => !tags.includes(tag));
  return missing.length > 0 ? [`${coordinate} lacks ${missing.join(', ')}`] : [];
}

/**
 * Where tags and rules disagree: a router that trusts the tags must neither hide what the catalogue opens nor show what a
 * rule closes. A field without the tag of any tier says nothing of tiers.
 */
export function tagFaults(supergraph: DocumentNode, index: AuthIndex): readonly string[] {
  const directive = directiveName(supergraph, 'tag');
  return [...typesOf(supergraph).values()].flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    return (node.fields ?? []).flatMap((field) => {
      const coordinate = fieldCoordinate(node.name.value, field.name.value);
      const [tags, right] = [tierTags(field, directive), index.get(coordinate)];
      return right && tags.length > 0 ? faultOf(coordinate, tags, right) : [];
    });
  });
}
