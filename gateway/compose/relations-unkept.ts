import type { Catalogue, Subgraph } from '@caretrail/kit';
import { Kind, parse, visit } from 'graphql';
import { plainNames } from './plain-names.ts';

/**
 * Policies of the catalogue that a subgraph of somebody else's names and nobody would keep whole: what they ask of the row
 * only subgraphs of this project look at, and the hub would let everyone of the role pass.
 */
export function relationsUnkept(
  { name, sdl }: Pick<Subgraph, 'name' | 'sdl'>,
  catalogue: Catalogue,
): readonly string[] {
  const found = new Set<string>();
  visit(plainNames(parse(sdl, { noLocation: true })), {
    Directive(node) {
      if (node.name.value !== 'policy') return;
      visit(node, {
        [Kind.STRING]({ value }) {
          const policy = catalogue.has(value) ? catalogue.get(value) : null;
          if (policy?.admits.some(({ relations }) => relations.length > 0)) found.add(value);
        },
      });
    },
  });
  return [...found].map(
    (id) => `${name} names ${id}, which asks for a relation to the row: it cannot check that`,
  );
}
