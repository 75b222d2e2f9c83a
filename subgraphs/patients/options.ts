import type { Pool } from '@caretrail/db';
import type { AnchorCheck } from '@caretrail/db/provenance';
import type { RequestInfo } from '@caretrail/kit';

/** What the schema needs; it reads no environment and opens nothing itself. */
export interface PatientsSchemaOptions {
  /** 32 random bytes of this deployment; cursors are sealed with them. */
  readonly cursorKey: Uint8Array;
  /** The pseudonym key of a member, where this deployment holds it. */
  readonly pseudonymKey: (member: string) => Uint8Array | undefined;
  /** Verifies anchors for `integrity`; null where no trust file is known yet, and nothing is checkable. */
  readonly anchors: AnchorCheck | null;
}

/** What the patients subgraph is given. */
export interface PatientsOptions extends PatientsSchemaOptions {
  /** Connections of the login `caretrail_patients`; closed with the subgraph. */
  readonly pool: Pool;
  /** Told what went wrong inside, with the request it belongs to; the caller learns the correlation id alone. */
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
}
