import { money } from './money.ts';
import { period } from './period.ts';
import { classOf, recordType } from './record-type.ts';
import type { Adjudication, ClaimLine, ClaimState, ClaimStep, Coding } from './shapes.ts';

/** The leaves' columns of `claims.claim`, as PostgreSQL names and returns them (`numeric` as text with its scale). */
export interface ClaimRow {
  readonly patient: string;
  readonly encounter: string | null;
  readonly provider: string;
  readonly insurer: string | null;
  readonly use: string | null;
  readonly state: ClaimState;
  /** `YYYY-MM` of `created` in UTC. */
  readonly month: string | null;
  readonly type_group: string | null;
  readonly total: string | null;
  readonly total_currency: string | null;
  readonly paid: string | null;
  readonly paid_currency: string | null;
}

/** The leaves' columns of `claims.claim_detail`. */
export interface ClaimDetailRow {
  readonly type: Coding | null;
  readonly created: string | null;
  readonly billable_start: string | null;
  readonly billable_end: string | null;
  readonly lines: readonly ClaimLine[];
  readonly diagnoses: readonly Coding[];
  readonly adjudications: readonly Adjudication[];
  readonly history: readonly ClaimStep[];
}

const see = classOf<ClaimRow>('claim.see', 'claims.claim', [
  'patient',
  'encounter',
  'provider',
  'insurer',
  'use',
  'state',
  'month',
  'type_group',
  'total',
  'total_currency',
  'paid',
  'paid_currency',
])({
  patient: (row) => row.patient,
  encounter: (row) => row.encounter,
  provider: (row) => row.provider,
  insurer: (row) => row.insurer,
  use: (row) => row.use,
  state: (row) => row.state,
  month: (row) => row.month,
  typeGroup: (row) => row.type_group,
  total: (row) => money(row.total, row.total_currency),
  paid: (row) => money(row.paid, row.paid_currency),
});

const content = classOf<ClaimDetailRow>('claim.read', 'claims.claim_detail', [
  'type',
  'created',
  'billable_start',
  'billable_end',
  'lines',
  'diagnoses',
  'adjudications',
  'history',
])({
  type: (row) => row.type,
  created: (row) => row.created,
  billablePeriod: (row) => period(row.billable_start, row.billable_end),
  lines: (row) => row.lines,
  diagnoses: (row) => row.diagnoses,
  adjudications: (row) => row.adjudications,
  history: (row) => row.history,
});

export const claim = recordType({ type: 'Claim', schema: 1, keys: 'claim', see, content, time: 'created' });
