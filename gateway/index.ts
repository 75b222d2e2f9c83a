export { CompositionError } from './compose/compose.ts';
export { LIMITS, type Limits } from './guard/limits.ts';
export { createHub } from './serve/create-hub.ts';
export type { Hub, HubOptions, Mount } from './serve/options.ts';
