import { type Pool, poolUse } from '@caretrail/db';
import type { HubMetrics } from '../../observe/metrics/hub-metrics.ts';
import type { Tracer } from '../../observe/trace/tracer.ts';
import type { Parent } from '../process/parent.ts';
import type { HubConfig } from './hub-config.ts';

/** What the hub's process is watched by; each part is loaded only where it is configured. */
export interface HubObservers {
  readonly metrics: HubMetrics | undefined;
  readonly tracer: Tracer | undefined;
}

async function keepMetrics(parent: Parent, pools: ReadonlyMap<string, Pool>): Promise<HubMetrics> {
  const { createRegistry } = await import('../../observe/metrics/registry.ts');
  const { createHubMetrics } = await import('../../observe/metrics/hub-metrics.ts');
  const { addPoolMetrics } = await import('../../observe/metrics/pool-metrics.ts');
  const registry = createRegistry('hub');
  addPoolMetrics(registry, new Map([...pools].map(([login, pool]) => [login, () => poolUse(pool)])));
  parent.onQuestion('metrics', () => registry.getMetricsAsJSON());
  return createHubMetrics(registry);
}

async function openTracer(collector: string): Promise<Tracer> {
  const { createTracer } = await import('../../observe/trace/open-telemetry.ts');
  return createTracer('hub', collector);
}

export async function createObservers(
  { metrics, collector }: HubConfig,
  parent: Parent,
  pools: ReadonlyMap<string, Pool>,
): Promise<HubObservers> {
  return {
    metrics: metrics ? await keepMetrics(parent, pools) : undefined,
    tracer: collector === null ? undefined : await openTracer(collector),
  };
}
