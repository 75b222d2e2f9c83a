import { period } from './period.ts';
import { classOf, recordType } from './record-type.ts';
import type { Coding, ConsentDecision, ConsentProvision } from './shapes.ts';

/** The leaves' columns of `patients.consent`, as PostgreSQL names and returns them. */
export interface ConsentRow {
  readonly patient: string;
  /** Organization that manages the decision. */
  readonly organization: string | null;
  readonly status: string | null;
  readonly scope: string | null;
  /** `YYYY-MM` of the decision in UTC. */
  readonly month: string | null;
  /** The base rule; `null` where the source states none. */
  readonly decision: ConsentDecision | null;
}

/** The leaves' columns of `patients.consent_detail`. */
export interface ConsentDetailRow {
  readonly category: Coding | null;
  readonly date_time: string | null;
  readonly policy_rule: Coding | null;
  readonly valid_start: string | null;
  readonly valid_end: string | null;
  /** The base rule first, then its exceptions. */
  readonly provisions: readonly ConsentProvision[];
}

const see = classOf<ConsentRow>('consent.read', 'patients.consent', [
  'patient',
  'organization',
  'status',
  'scope',
  'month',
  'decision',
])({
  patient: (row) => row.patient,
  organization: (row) => row.organization,
  status: (row) => row.status,
  scope: (row) => row.scope,
  month: (row) => row.month,
  decision: (row) => row.decision,
});

/** Who may see a decision may read all of it: both classes have one policy. */
const content = classOf<ConsentDetailRow>('consent.read', 'patients.consent_detail', [
  'category',
  'date_time',
  'policy_rule',
  'valid_start',
  'valid_end',
  'provisions',
])({
  category: (row) => row.category,
  dateTime: (row) => row.date_time,
  policyRule: (row) => row.policy_rule,
  period: (row) => period(row.valid_start, row.valid_end),
  provisions: (row) => row.provisions,
});

export const consent = recordType({
  type: 'Consent',
  schema: 1,
  keys: 'consent',
  see,
  content,
  time: 'date_time',
});
