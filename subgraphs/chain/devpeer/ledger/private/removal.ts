import type { Version } from '../state/version.ts';

/** A key of a collection whose values are to go, those written up to a version. */
export interface Removal {
  readonly namespace: string;
  readonly collection: string;
  /** Lower-case hex. */
  readonly keyHash: string;
  /** Null where the values are not at hand. */
  readonly key: string | null;
  readonly upTo: Version;
}
