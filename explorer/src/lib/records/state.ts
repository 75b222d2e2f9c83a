/** Where a record version stands on the ledger. */
export const ANCHORS = ['PENDING', 'ANCHORED', 'FAILED'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** Why a version is not on the ledger, or not yet. */
export const ANCHOR_REASONS = [
  ...(['UNPLACED', 'QUEUED', 'SENT', 'AWAITING_RECEIPTS', 'LEDGER_AWAY', 'LEDGER_UNTRUSTED'] as const),
  ...(['LEDGER_FAILING', 'MADE_ANEW', 'REFUSED', 'LOG_DAMAGED'] as const),
] as const;

/** The stored values against their commitment. */
export const INTEGRITIES = ['MATCH', 'MISMATCH', 'MISSING', 'ERASED', 'NOT_CHECKABLE'] as const;
export type Integrity = (typeof INTEGRITIES)[number];

/** What a reader is told about a record, in one word (ledger.md, "Integrity"). */
export type RecordState =
  | 'verified'
  | 'pending'
  | 'mismatch'
  | 'notAnchored'
  | 'erased'
  | 'missing'
  | 'uncheckable';

/**
 * A mismatch comes first: it is what a reader must not miss. Then a failed or a pending anchor, then what cannot be
 * checked; a record is called verified only when it is anchored and its values match.
 */
export function recordState(anchor: Anchor | null, integrity: Integrity | null): RecordState {
  if (integrity === 'MISMATCH') return 'mismatch';
  if (anchor === 'FAILED') return 'notAnchored';
  if (anchor === 'PENDING') return 'pending';
  if (integrity === 'ERASED') return 'erased';
  if (integrity === 'MISSING') return 'missing';
  return anchor === 'ANCHORED' && integrity === 'MATCH' ? 'verified' : 'uncheckable';
}

/** The four looks of a state: colour and icon. */
export type Look = 'ok' | 'wait' | 'bad' | 'none';

export const LOOKS: Readonly<Record<RecordState, Look>> = {
  verified: 'ok',
  pending: 'wait',
  mismatch: 'bad',
  notAnchored: 'bad',
  erased: 'none',
  missing: 'none',
  uncheckable: 'none',
};
