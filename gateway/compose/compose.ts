import { composeServices } from '@apollo/composition';
import type { Catalogue, Subgraph } from '@caretrail/kit';
import { type DocumentNode, Kind, parse } from 'graphql';
import { type AuthIndex, readAuthIndex } from './auth-index.ts';
import { argumentOf, directivesOf, textOf } from './directives.ts';
import { unguardedFields } from './guarded.ts';
import { plainNames } from './plain-names.ts';
import { relationsUnkept } from './relations-unkept.ts';
import { tagFaults } from './tags.ts';

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

/** What a graph may ask of whoever serves it, because this hub does it: composing anything else would promise what is not kept. */
const KEPT = ['link', 'join', 'tag', 'inaccessible', 'policy', 'authenticated', 'requiresScopes'];

/** Features that a graph marks as needed to be served right (`for: SECURITY` or `EXECUTION`), by name. */
function featuresNeeded(supergraph: DocumentNode): readonly string[] {
  return supergraph.definitions
    .flatMap((node) => (node.kind === Kind.SCHEMA_DEFINITION ? directivesOf(node, 'link') : []))
    .filter((link) => argumentOf(link, 'for') !== undefined)
    .map((link) => /\/(\w+)\/v[\d.]+$/.exec(textOf(link, 'url') ?? '')?.[1] ?? 'unknown');
}

function faultsOf(supergraph: DocumentNode, index: AuthIndex): string[] {
  return [
    ...featuresNeeded(supergraph)
      .filter((feature) => !KEPT.includes(feature))
      .map((feature) => `@${feature} is not offered here: leave it out of the subgraph`),
    ...unguardedFields(supergraph, index).map((coordinate) => `${coordinate} names no policy`),
    ...tagFaults(supergraph, index),
  ];
}

function indexOf(supergraph: DocumentNode, catalogue: Catalogue): AuthIndex {
  try {
    return readAuthIndex(supergraph, catalogue);
  } catch (cause) {
    throw new CompositionError(cause instanceof Error ? cause.message : 'A rule cannot be read', { cause });
  }
}

/**
 * Composes the subgraphs into one graph. Throws {@link CompositionError} if the schemas do not fit together, if a field
 * that can be reached by itself names no policy, or if tags leave out a tier that the policies open.
 */
export function compose(
  subgraphs: readonly Pick<Subgraph, 'name' | 'sdl' | 'foreign'>[],
  catalogue: Catalogue,
): Composition {
  const unkept = subgraphs.flatMap((one) => (one.foreign ? relationsUnkept(one, catalogue) : []));
  if (unkept.length > 0) throw new CompositionError(unkept.join('\n'));
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: plainNames(parse(sdl)), url: `local:${name}` })),
  );
  if (result.errors) throw new CompositionError(result.errors.map((error) => error.message).join('\n'));
  const supergraph = parse(result.supergraphSdl, { noLocation: true });
  const index = indexOf(supergraph, catalogue);
  const faults = faultsOf(supergraph, index);
  if (faults.length > 0) throw new CompositionError(faults.join('\n'));
  return { sdl: result.supergraphSdl, supergraph, index };
}
