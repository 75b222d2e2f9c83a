import { classOf, recordType } from './record-type.ts';
import type { Coding, Sensitivity } from './shapes.ts';

/** The leaves' columns of `patients.condition`, as PostgreSQL names and returns them. */
export interface ConditionRow {
  readonly patient: string;
  readonly encounter: string | null;
  /** `YYYY-MM` of the onset, or of the recording, in UTC. */
  readonly month: string | null;
  readonly code_group: string | null;
  readonly clinical_status: string | null;
  readonly sensitivity: Sensitivity;
}

/** The leaves' columns of `patients.condition_detail`. */
export interface ConditionDetailRow {
  readonly code: Coding | null;
  readonly onset: string | null;
  readonly abatement: string | null;
  readonly recorded: string | null;
  readonly verification_status: string | null;
}

const see = classOf<ConditionRow>('clinical.see', 'patients.condition', [
  'patient',
  'encounter',
  'month',
  'code_group',
  'clinical_status',
  'sensitivity',
])({
  patient: (row) => row.patient,
  encounter: (row) => row.encounter,
  month: (row) => row.month,
  codeGroup: (row) => row.code_group,
  clinicalStatus: (row) => row.clinical_status,
  sensitivity: (row) => row.sensitivity,
});

const content = classOf<ConditionDetailRow>('clinical.read', 'patients.condition_detail', [
  'code',
  'onset',
  'abatement',
  'recorded',
  'verification_status',
])({
  code: (row) => row.code,
  onset: (row) => row.onset,
  abatement: (row) => row.abatement,
  recordedDate: (row) => row.recorded,
  verificationStatus: (row) => row.verification_status,
});

export const condition = recordType({
  type: 'Condition',
  schema: 1,
  keys: 'clinical',
  see,
  content,
  time: 'onset',
});
