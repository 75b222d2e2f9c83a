import { period } from './period.ts';
import { classOf, recordType } from './record-type.ts';
import type { Coding, Sensitivity } from './shapes.ts';

/** The leaves' columns of `patients.encounter`, as PostgreSQL names and returns them. */
export interface EncounterRow {
  readonly patient: string;
  readonly organization: string | null;
  readonly class: string | null;
  readonly status: string | null;
  /** `YYYY-MM` of the start in UTC. */
  readonly month: string | null;
  readonly type_group: string | null;
  readonly sensitivity: Sensitivity;
}

/** The leaves' columns of `patients.encounter_detail`. */
export interface EncounterDetailRow {
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly type: Coding | null;
  readonly reason: Coding | null;
  readonly practitioner: string | null;
}

const see = classOf<EncounterRow>('clinical.see', 'patients.encounter', [
  'patient',
  'organization',
  'class',
  'status',
  'month',
  'type_group',
  'sensitivity',
])({
  patient: (row) => row.patient,
  organization: (row) => row.organization,
  class: (row) => row.class,
  status: (row) => row.status,
  month: (row) => row.month,
  typeGroup: (row) => row.type_group,
  sensitivity: (row) => row.sensitivity,
});

const content = classOf<EncounterDetailRow>('clinical.read', 'patients.encounter_detail', [
  'period_start',
  'period_end',
  'type',
  'reason',
  'practitioner',
])({
  period: (row) => period(row.period_start, row.period_end),
  type: (row) => row.type,
  reason: (row) => row.reason,
  practitioner: (row) => row.practitioner,
});

export const encounter = recordType({
  type: 'Encounter',
  schema: 1,
  keys: 'clinical',
  see,
  content,
  time: 'period_start',
});
