import { classOf, recordType } from './record-type.ts';
import type {
  Coding,
  ObservationComponent,
  ObservationValue,
  ReferenceRange,
  Sensitivity,
} from './shapes.ts';

/** The leaves' columns of `patients.observation`, as PostgreSQL names and returns them. */
export interface ObservationRow {
  readonly patient: string;
  readonly encounter: string | null;
  /** `YYYY-MM` of the specimen's or the measurement's time in UTC. */
  readonly month: string | null;
  readonly category: string | null;
  readonly status: string | null;
  readonly sensitivity: Sensitivity;
}

/** The leaves' columns of `patients.observation_detail`. */
export interface ObservationDetailRow {
  readonly code: Coding | null;
  readonly effective: string | null;
  readonly issued: string | null;
  readonly value: ObservationValue | null;
  readonly interpretation: Coding | null;
  readonly reference_ranges: readonly ReferenceRange[];
  readonly components: readonly ObservationComponent[];
  readonly performer: string | null;
}

const see = classOf<ObservationRow>('clinical.see', 'patients.observation', [
  'patient',
  'encounter',
  'month',
  'category',
  'status',
  'sensitivity',
])({
  patient: (row) => row.patient,
  encounter: (row) => row.encounter,
  month: (row) => row.month,
  category: (row) => row.category,
  status: (row) => row.status,
  sensitivity: (row) => row.sensitivity,
});

const content = classOf<ObservationDetailRow>('clinical.read', 'patients.observation_detail', [
  'code',
  'effective',
  'issued',
  'value',
  'interpretation',
  'reference_ranges',
  'components',
  'performer',
])({
  code: (row) => row.code,
  effective: (row) => row.effective,
  issued: (row) => row.issued,
  value: (row) => row.value,
  interpretation: (row) => row.interpretation,
  referenceRanges: (row) => row.reference_ranges,
  components: (row) => row.components,
  performer: (row) => row.performer,
});

/** A laboratory result. */
export const observation = recordType({
  type: 'Observation',
  schema: 1,
  keys: 'clinical',
  see,
  content,
  time: 'effective',
});
