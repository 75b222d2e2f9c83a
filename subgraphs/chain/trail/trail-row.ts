import type { StoredVersion } from '../trace/version-sql.ts';

export const TRAIL_KIND = ['RECORDED', 'READ'] as const;
export type TrailKind = (typeof TRAIL_KIND)[number];

/** A version of a record. */
interface Recorded extends StoredVersion {
  readonly kind: 'RECORDED';
  readonly type: string;
}

/** What one reader read on one day (UTC) for one purpose: repeats are one event, of the time of the last. */
interface Read {
  readonly kind: 'READ';
  readonly tier: string;
  readonly role: string | null;
  readonly purpose: string | null;
  /** Member slug. */
  readonly reading: string | null;
  readonly classes: readonly string[];
  readonly requests: number;
  /** A broken glass alone opened something of it. */
  readonly emergency: boolean;
  /** It was the caller. */
  readonly own: boolean;
}

/** Something that happened to a person's records. */
export type TrailRow = (Recorded | Read) & {
  readonly id: string;
  readonly happened_at: Date;
};
