export { connect, type Pool, type PoolOptions } from './session/pool.ts';
export * as tables from './tables/index.ts';
