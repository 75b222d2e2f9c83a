import { CATALOGUE, type Subgraph, TIERS } from '@caretrail/kit';
import { compose } from '../compose/compose.ts';
import { selfSdl } from '../self/self.ts';
import { buildView, sdlOf } from './view.ts';

/** What reviewers read of the graph: composed, and as each tier has it. */
export function graphArtefacts(
  subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[],
): readonly { readonly path: string; text(): string }[] {
  const composition = compose([...subgraphs, { name: 'self', sdl: selfSdl() }], CATALOGUE);
  return [
    { path: 'gateway/compose/generated/supergraph.graphql', text: () => `${composition.sdl}\n` },
    ...TIERS.map((tier) => ({
      path: `gateway/tiers/generated/${tier}.graphql`,
      text: () => sdlOf(buildView(tier, composition)),
    })),
  ];
}
