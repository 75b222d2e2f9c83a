import type { GrantedRow } from '@caretrail/kit';
import { WAIT_CODES } from '../outbox/wait-reason.ts';

/** State of an anchor as callers see it. */
export const ANCHOR_STATUS = ['PENDING', 'ANCHORED', 'FAILED'] as const;
export type AnchorStatus = (typeof ANCHOR_STATUS)[number];

/** Why a version is not anchored, as callers see it. */
const ANCHOR_REASON = ['UNPLACED', 'QUEUED', ...WAIT_CODES, 'LOG_DAMAGED'] as const;
export type AnchorReason = (typeof ANCHOR_REASON)[number];

/** Size and root of a log, and the transaction that anchors them. */
export interface CheckpointRow {
  readonly log: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** Fabric transaction id; null while no transaction is VALID. */
  readonly transaction: string | null;
}

/** A version of a record that the caller may see. */
export interface VersionRow {
  readonly number: number;
  /** Hex. */
  readonly hash: string;
  /** Hex, ascending, as the version's parents leaf has them. */
  readonly parents: readonly string[];
  readonly activity: string;
  /** Member slug. */
  readonly organization: string;
  readonly recordedAt: Date;
  readonly anchor: AnchorStatus;
  /** Null where it is anchored. */
  readonly reason: AnchorReason | null;
  /** Null until the batcher has placed the version. */
  readonly checkpoint: CheckpointRow | null;
}

/** The versions of a record that the caller sees, oldest first, with what lets them see it. */
export interface TraceRow extends GrantedRow {
  readonly type: string;
  readonly versions: readonly VersionRow[];
}
