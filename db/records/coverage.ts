import { period } from './period.ts';
import { classOf, recordType } from './record-type.ts';
import type { Coding, CoverageClass } from './shapes.ts';

/** The leaves' columns of `claims.coverage`, as PostgreSQL names and returns them. */
export interface CoverageRow {
  readonly patient: string;
  readonly insurer: string | null;
  readonly status: string | null;
  /** `YYYY-MM` of the beginning in UTC. */
  readonly month: string | null;
}

/** The leaves' columns of `claims.coverage_detail`. */
export interface CoverageDetailRow {
  readonly type: Coding | null;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly subscriber_id: string | null;
  /** Of the person to the subscriber: `self`, `child`, … */
  readonly relationship: string | null;
  readonly classes: readonly CoverageClass[];
}

const see = classOf<CoverageRow>('claim.see', 'claims.coverage', ['patient', 'insurer', 'status', 'month'])({
  patient: (row) => row.patient,
  insurer: (row) => row.insurer,
  status: (row) => row.status,
  month: (row) => row.month,
});

const content = classOf<CoverageDetailRow>('claim.read', 'claims.coverage_detail', [
  'type',
  'period_start',
  'period_end',
  'subscriber_id',
  'relationship',
  'classes',
])({
  type: (row) => row.type,
  period: (row) => period(row.period_start, row.period_end),
  subscriberId: (row) => row.subscriber_id,
  relationship: (row) => row.relationship,
  classes: (row) => row.classes,
});

export const coverage = recordType({
  type: 'Coverage',
  schema: 1,
  keys: 'claim',
  see,
  content,
  time: 'period_start',
});
