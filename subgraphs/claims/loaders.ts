import { recordLoaders } from '@caretrail/kit';
import { CLAIM_TABLES, type ClaimRecord } from './claim/claim-record.ts';

/** The loaders of a request. */
export const makeLoaders = (cursorKey: Uint8Array) => ({
  claims: recordLoaders<ClaimRecord>(CLAIM_TABLES, cursorKey),
});

export type Loaders = ReturnType<typeof makeLoaders>;
