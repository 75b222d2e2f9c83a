import { composeServices } from '@apollo/composition';
import type { Catalogue, Subgraph } from '@caretrail/kit';
import { type DocumentNode, parse } from 'graphql';
import { type AuthIndex, readAuthIndex } from './auth-index.ts';
import { directiveName } from './directives.ts';
import { unguardedFields } from './guarded.ts';
import { missingTags } from './tags.ts';

/** The subgraphs' schemas do not make a graph that may be served; the message lists every fault. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
}

/** The whole graph, before it is cut by tier. */
export interface Composition {
  /** SDL of the supergraph with `@policy` and `@tag`, for reviewers and for other routers. */
  readonly sdl: string;
  readonly supergraph: DocumentNode;
  readonly index: AuthIndex;
}

/** Rules that nothing in this hub would enforce: composing them would promise what is not kept. */
const UNENFORCED = ['authenticated', 'requiresScopes'];

function faultsOf(supergraph: DocumentNode, index: AuthIndex): string[] {
  const linked = UNENFORCED.filter((feature) =>
    supergraph.definitions.some(
      (definition) =>
        definition.kind === 'DirectiveDefinition' &&
        definition.name.value === directiveName(supergraph, feature),
    ),
  );
  return [
    ...linked.map((feature) => `@${feature} is not enforced here: name a policy`),
    ...unguardedFields(supergraph, index).map((coordinate) => `${coordinate} names no policy`),
    ...missingTags(supergraph, index),
  ];
}

/**
 * Composes the subgraphs into one graph. Throws {@link CompositionError} if the schemas do not fit together, if a field
 * that can be reached by itself names no policy, or if tags leave out a tier that the policies open.
 */
export function compose(
  subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[],
  catalogue: Catalogue,
): Composition {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `local:${name}` })),
  );
  if (result.errors) throw new CompositionError(result.errors.map((error) => error.message).join('\n'));
  const supergraph = parse(result.supergraphSdl, { noLocation: true });
  const index = readAuthIndex(supergraph, catalogue);
  const faults = faultsOf(supergraph, index);
  if (faults.length > 0) throw new CompositionError(faults.join('\n'));
  return { sdl: result.supergraphSdl, supergraph, index };
}
