import { CATALOGUE, type Subgraph, TIERS } from '@caretrail/kit';
import { accessMatrix } from '../authorise/matrix.ts';
import { policyPage } from '../authorise/policy-page.ts';
import { compose } from '../compose/compose.ts';
import { selfSdl } from '../self/self.ts';
import { buildView, sdlOf } from './view.ts';

/** What reviewers read of the graph: composed, and as each tier has it. */
export function graphArtefacts(
  subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[],
): readonly { readonly path: string; text(): string }[] {
  const composition = compose([...subgraphs, { name: 'self', sdl: selfSdl() }], CATALOGUE);
  const views = TIERS.map((tier) => buildView(tier, composition));
  return [
    { path: 'gateway/compose/generated/supergraph.graphql', text: () => `${composition.sdl}\n` },
    { path: 'docs/policies.md', text: () => policyPage(CATALOGUE, composition.index) },
    { path: 'docs/access-matrix.md', text: () => accessMatrix(views, composition.index) },
    ...views.map((view) => ({
      path: `gateway/tiers/generated/${view.tier}.graphql`,
      text: () => sdlOf(view),
    })),
  ];
}
