import type { JsonValue } from '@caretrail/proof';

/** One leaf as its reader may see it: the value the API returns, and the salt stored beside it. */
export interface DisclosedLeaf {
  /** Leaf index of the schema version: 0..3 header leaves, 4+j field j. */
  readonly index: number;
  readonly value: JsonValue;
  /** 32 bytes. */
  readonly fieldSalt: Uint8Array;
}
