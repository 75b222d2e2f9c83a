import { CATALOGUE, type Subgraph, TIERS, type Tier } from '@caretrail/kit';
import type { Logger } from 'pino';
import { compose } from '../compose/compose.ts';
import type { Limits } from '../guard/limits.ts';
import { buildView } from '../tiers/view.ts';
import type { Generation } from './graphql.ts';
import { startTierServer, type TierServer } from './tier/apollo.ts';
import { type Fetcher, TierHub } from './tier/tier-hub.ts';

export interface GenerationOptions {
  readonly limits: Limits;
  readonly logger: Logger;
  /** Makes a tier's fetcher; the hub's own executor unless given. */
  readonly fetcherFor?: (view: TierHub['view']) => Promise<Fetcher>;
}

/** Composes the subgraphs and builds all five tiers: complete, or an error and nothing. */
export async function buildGeneration(
  subgraphs: readonly Subgraph[],
  { limits, logger, fetcherFor }: GenerationOptions,
): Promise<Generation> {
  const composition = compose(subgraphs, CATALOGUE);
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  const build = async (tier: Tier): Promise<TierServer> => {
    const view = buildView(tier, composition);
    const fetcher = await fetcherFor?.(view);
    const options = { view, index: composition.index, subgraphs: byName, limits, logger };
    return startTierServer(new TierHub({ ...options, ...(fetcher && { fetcher }) }), logger);
  };
  const [publicTier, patient, hospital, payer, regulator] = await Promise.all(TIERS.map(build));
  if (!publicTier || !patient || !hospital || !payer || !regulator) throw new Error('A tier is missing');
  return { public: publicTier, patient, hospital, payer, regulator };
}
