export { createFetchMetrics, type FetchMetrics } from './fetch-metrics.ts';
export { addFigure } from './figure.ts';
export { addOwnFigures } from './own-figures.ts';
export { addPoolMetrics, type PoolUse } from './pool-metrics.ts';
export { joinMetrics } from './registry.ts';
export { type MetricsServer, serveMetrics } from './serve-metrics.ts';
