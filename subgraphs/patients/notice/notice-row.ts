import { instant, sql } from '@caretrail/kit';

export const NOTICE_KINDS = [
  'BREAK_GLASS_OPENED',
  'BREAK_GLASS_REVIEWED',
  'ACCESS_REQUESTED',
  'ACCESS_ANSWERED',
] as const;

/** A notice, as `access.notice` holds it. */
export interface NoticeRow {
  readonly id: string;
  readonly patient: string;
  readonly kind: (typeof NOTICE_KINDS)[number];
  readonly about: string;
  /** Member slug. */
  readonly organization: string | null;
  readonly code: string | null;
  readonly until: string | null;
  readonly at: string;
  /** Null while it is unread. */
  readonly read: string | null;
}

/** Columns of {@link NoticeRow}, of a table `n`. */
export const NOTICE_COLUMNS = sql`n.id, n.patient, n.kind, n.about, n.organization, n.code,
  ${instant(sql`n.until`)} as until, ${instant(sql`n.told_at`)} as at, ${instant(sql`n.read_at`)} as read`;
