import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';

/** Node's own figures that dashboards show; the rest of prom-client's defaults is left out, as nobody would look. */
const DEFAULTS =
  /^nodejs_(eventloop_lag_(seconds|p99_seconds)|heap_size_(used|total)_bytes|gc_duration_seconds)$/;

/** The metrics of one process, labelled with its name. */
export function createRegistry(process: string): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const { name } of registry.getMetricsAsArray())
    if (!DEFAULTS.test(name)) registry.removeSingleMetric(name);
  registry.setDefaultLabels({ process });
  return registry;
}

/** One text of the metrics of several processes, each as `Registry.getMetricsAsJSON` gives them. */
export const joinMetrics = (processes: readonly object[][]): Promise<string> =>
  AggregatorRegistry.aggregate([...processes]).metrics();
