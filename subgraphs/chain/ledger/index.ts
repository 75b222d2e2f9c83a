export type * from './block.ts';
export { LedgerError, type LedgerErrorCode } from './error.ts';
export type * from './ledger.ts';
export { type LedgerPeer, type LedgerProfile, parseProfile, readProfile } from './profile.ts';
