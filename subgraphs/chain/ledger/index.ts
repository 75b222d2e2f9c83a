export type * from './block.ts';
export type { Deadlines } from './client/deadlines.ts';
export { connectLedger } from './connect.ts';
export { LedgerError, type LedgerErrorCode } from './error.ts';
export { memberIdentity, parseIdentityFile } from './identity.ts';
export type * from './ledger.ts';
export { type LedgerPeer, type LedgerProfile, parseProfile, readProfile } from './profile.ts';
export { trustFileOf } from './trust-file.ts';
