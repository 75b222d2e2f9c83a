export { LIMITS, type Limits } from './guard/limits.ts';
export type { Hub, HubOptions, Mount } from './serve/options.ts';
