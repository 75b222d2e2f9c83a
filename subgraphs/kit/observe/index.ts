export { createLogger } from './log/logger.ts';
export type { ProcessMetrics } from './metrics/process-metrics.ts';
export type { MetricsServer } from './metrics/serve-metrics.ts';
export { type Observation, observe } from './observe.ts';
export type { Observers } from './observers.ts';
export type { Tracer } from './trace/tracer.ts';
