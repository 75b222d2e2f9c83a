import { joinMetrics, type MetricsServer, serveMetrics } from '@caretrail/kit/observe/metrics';
import { z } from 'zod';
import type { Supervised } from '../process/supervise.ts';
import { launcherMetrics } from './launcher-metrics.ts';

/** Milliseconds a process may take to tell its metrics; one that does not is missing from this scrape. */
const WITHIN = 3_000;

const metricsShape = z.array(z.looseObject({ name: z.string() }));

/**
 * One port for the whole system: at each scrape the launcher asks its processes over the pipes that they have anyway, and
 * adds what only it sees. Scrapes at the same time share one reading.
 */
export function serveSystemMetrics(
  port: number,
  home: string,
  processes: readonly Supervised[],
): Promise<MetricsServer> {
  const own = launcherMetrics(home, processes);
  let reading: Promise<string> | null = null;

  async function read(): Promise<string> {
    const [told] = await Promise.all([Promise.all(processes.map((one) => one.metrics(WITHIN))), own.read()]);
    const understood = told.flatMap((metrics) => metricsShape.safeParse(metrics).data ?? []);
    return joinMetrics([understood, await own.registry.getMetricsAsJSON()]);
  }

  return serveMetrics(port, () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  });
}
