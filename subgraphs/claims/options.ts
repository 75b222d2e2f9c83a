import type { Pool } from '@caretrail/db';
import type { AnchorCheck } from '@caretrail/db/provenance';
import type { RequestInfo } from '@caretrail/kit';

/** What the schema needs; it reads no environment and opens nothing itself. */
export interface ClaimsSchemaOptions {
  /** 32 random bytes of this deployment; cursors are sealed with them. */
  readonly cursorKey: Uint8Array;
  /** Verifies anchors for `integrity`; null where no trust file is known yet, and nothing is checkable. */
  readonly anchors: AnchorCheck | null;
}

/** What the claims subgraph is given. */
export interface ClaimsOptions extends ClaimsSchemaOptions {
  /** Connections of the login `caretrail_claims`; closed with the subgraph. */
  readonly pool: Pool;
  /** Told what went wrong inside, with the request it belongs to; the caller learns the correlation id alone. */
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
}
