import { type Pool, poolUse } from '@caretrail/db';
import type { ProcessMetrics } from '@caretrail/kit/observe';
import type { HubMetrics } from '../../observe/metrics/hub-metrics.ts';

/**
 * Where a hub counts, among the metrics of its process, if any are kept.
 * @param pools - connections of its own subgraphs, by login
 */
export async function countRequests(
  metrics: ProcessMetrics | undefined,
  pools: ReadonlyMap<string, Pool> = new Map(),
): Promise<HubMetrics | undefined> {
  if (!metrics) return undefined;
  const { createHubMetrics } = await import('../../observe/metrics/hub-metrics.ts');
  const { addPoolMetrics } = await import('@caretrail/kit/observe/metrics');
  if (pools.size > 0)
    addPoolMetrics(
      metrics.registry,
      new Map([...pools].map(([login, pool]) => [login, () => poolUse(pool)])),
    );
  return createHubMetrics(metrics.registry);
}
