export { chainSdl } from './chain-schema.ts';
export { type ChainOptions, createChain } from './create-chain.ts';
export { CHAIN_SETTINGS } from './settings.ts';
export { type WorkerFigures, workerFigures } from './worker/figures.ts';
export type { WorkerLog } from './worker/log.ts';
export type { AnchorProgress } from './worker/progress.ts';
export { DEFAULT_TIMING, type WorkerTiming } from './worker/timing.ts';
export { startWorker, type Worker, type WorkerOptions } from './worker/worker.ts';
