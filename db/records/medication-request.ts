import { classOf, recordType } from './record-type.ts';
import type { Coding, Sensitivity } from './shapes.ts';

/** The leaves' columns of `patients.medication_request`, as PostgreSQL names and returns them. */
export interface MedicationRequestRow {
  readonly patient: string;
  readonly encounter: string | null;
  /** `YYYY-MM` of the order in UTC. */
  readonly month: string | null;
  readonly status: string | null;
  readonly intent: string | null;
  readonly category: string | null;
  readonly sensitivity: Sensitivity;
}

/** The leaves' columns of `patients.medication_request_detail`. */
export interface MedicationRequestDetailRow {
  readonly medication: Coding | null;
  readonly authored_on: string | null;
  readonly requester: string | null;
  readonly reasons: readonly Coding[];
  /** Instructions as the source words them. */
  readonly dosage: readonly string[];
}

const see = classOf<MedicationRequestRow>('clinical.see', 'patients.medication_request', [
  'patient',
  'encounter',
  'month',
  'status',
  'intent',
  'category',
  'sensitivity',
])({
  patient: (row) => row.patient,
  encounter: (row) => row.encounter,
  month: (row) => row.month,
  status: (row) => row.status,
  intent: (row) => row.intent,
  category: (row) => row.category,
  sensitivity: (row) => row.sensitivity,
});

const content = classOf<MedicationRequestDetailRow>('clinical.read', 'patients.medication_request_detail', [
  'medication',
  'authored_on',
  'requester',
  'reasons',
  'dosage',
])({
  medication: (row) => row.medication,
  authoredOn: (row) => row.authored_on,
  requester: (row) => row.requester,
  reasons: (row) => row.reasons,
  dosage: (row) => row.dosage,
});

export const medicationRequest = recordType({
  type: 'MedicationRequest',
  schema: 1,
  keys: 'clinical',
  see,
  content,
  time: 'authored_on',
});
