export {
  type IssuedApiKey,
  issueApiKey,
  type ListedApiKey,
  listApiKeys,
  type NewApiKey,
  revokeApiKey,
} from './api-keys/api-key-register.ts';
export { type LiveApiKey, liveApiKeys } from './api-keys/live-api-keys.ts';
export {
  type Amount,
  type BudgetLease,
  type LeaseRequest,
  type StoredBudgets,
  storedBudgets,
} from './budgets/stored-budgets.ts';
export { openServedDatabase, type ServedDatabase } from './contexts/served-database.ts';
export { type StoredContexts, storedContexts } from './contexts/used-contexts.ts';
export { storedExports } from './exports/stored-exports.ts';
export { type SubgraphName, tierRole } from './rights/role.ts';
export type { SessionContext, SessionSettings } from './session/context.ts';
export { asUnavailable } from './session/database-unavailable.ts';
export type { AccessEvent } from './session/event.ts';
export { feedPosition } from './session/feed-position.ts';
export { type DatabaseFigures, databaseFigures } from './session/figures.ts';
export { type Fragment, fragment, type Parameter } from './session/fragment.ts';
export { closePool, connect, type Pool, type PoolOptions, type PoolUse, poolUse } from './session/pool.ts';
export {
  openSession,
  type Session,
  SessionEnded,
  type SessionOptions,
  type SessionSql,
} from './session/session.ts';
export { type StoredPlaces, storedPlaces } from './streams/stored-places.ts';
