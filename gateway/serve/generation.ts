import { CATALOGUE, type Caller, type Subgraph, TIERS, type Tier } from '@caretrail/kit';
import type { Logger } from 'pino';
import { compose } from '../compose/compose.ts';
import type { Limits } from '../guard/limits.ts';
import { createSelf } from '../self/self.ts';
import { buildView } from '../tiers/view.ts';
import { costFor, explainFor } from './explain.ts';
import type { Generation } from './graphql.ts';
import { policiesFor } from './own-policies.ts';
import { startTierServer, type TierServer } from './tier/apollo.ts';
import { type Fetcher, TierHub } from './tier/tier-hub.ts';

export interface GenerationOptions {
  readonly limits: Limits;
  readonly logger: Logger;
  /** Makes a tier's fetcher; the hub's own executor unless given. */
  readonly fetcherFor?: (view: TierHub['view']) => Promise<Fetcher>;
}

/**
 * Composes the subgraphs and builds all five tiers: complete, or an error and nothing. The hub's own subgraph is made for
 * this generation, so that what it explains is what this generation does.
 */
export async function buildGeneration(
  others: readonly Subgraph[],
  { limits, logger, fetcherFor }: GenerationOptions,
): Promise<Generation> {
  const tiers = new Map<Tier, TierHub>();
  const hubOf = ({ tier }: Caller): TierHub => {
    const hub = tiers.get(tier);
    if (!hub) throw new Error('The hub is still starting');
    return hub;
  };
  const self = createSelf({
    explain: (caller, explained) => explainFor(hubOf(caller), caller, explained),
    cost: (caller, about) => costFor(hubOf(caller), about),
    policies: (caller) => policiesFor(hubOf(caller), caller),
    onFailure: (error, info) => logger.error({ request: info.id, err: error }, 'self failed'),
  });
  const subgraphs = [...others, self];
  const composition = compose(subgraphs, CATALOGUE);
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  const build = async (tier: Tier): Promise<TierServer> => {
    const view = buildView(tier, composition);
    const fetcher = await fetcherFor?.(view);
    const options = { view, index: composition.index, subgraphs: byName, limits, logger };
    const hub = new TierHub({ ...options, ...(fetcher && { fetcher }) });
    tiers.set(tier, hub);
    return startTierServer(hub, logger);
  };
  const [publicTier, patient, hospital, payer, regulator] = await Promise.all(TIERS.map(build));
  if (!publicTier || !patient || !hospital || !payer || !regulator) throw new Error('A tier is missing');
  return { public: publicTier, patient, hospital, payer, regulator };
}
