import { RecordLoaders, type RequestContext } from '@caretrail/kit';
import { CLAIM_TABLES, type ClaimRecord } from './claim/claim-record.ts';

/** The loaders of a request. */
export function makeLoaders(cursorKey: Uint8Array) {
  const claims = (context: RequestContext) =>
    new RecordLoaders<ClaimRecord>(context, CLAIM_TABLES, cursorKey);
  return { claims: (context: RequestContext) => context.use(claims) };
}

export type Loaders = ReturnType<typeof makeLoaders>;
