import { instant, sql } from '@caretrail/kit';

/** What a person or the law may give as the reason, by the letters of GDPR Article 17 (1). */
export const GROUNDS = [
  'NOT_NECESSARY',
  'CONSENT_WITHDRAWN',
  'OBJECTION',
  'UNLAWFUL',
  'LEGAL_OBLIGATION',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** That a record is to be erased, or was, as `access.erasure` holds it. */
export interface ErasureRow {
  readonly record: string;
  readonly type: string;
  readonly patient: string;
  /** Member slug. */
  readonly custodian: string;
  readonly ground: Ground | 'RETENTION_ENDED';
  readonly ordered: string;
  readonly waits: 'HELD_ELSEWHERE' | 'LEDGER_PENDING' | null;
  readonly erased: string | null;
  readonly versions: number | null;
}

/** Columns of {@link ErasureRow}, of a table `e`. */
export const ERASURE_COLUMNS = sql`e.record, e.type, e.patient, e.custodian, e.ground,
  ${instant(sql`e.ordered_at`)} as ordered, e.waits, ${instant(sql`e.erased_at`)} as erased, e.versions`;
