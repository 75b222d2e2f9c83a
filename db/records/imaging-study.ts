import { classOf, recordType } from './record-type.ts';
import type { Coding, ImagingSeries, Sensitivity } from './shapes.ts';

/** The leaves' columns of `patients.imaging_study`, as PostgreSQL names and returns them. */
export interface ImagingStudyRow {
  readonly patient: string;
  readonly encounter: string | null;
  /** `YYYY-MM` of the start in UTC. */
  readonly month: string | null;
  readonly status: string | null;
  /** DICOM modality of the first series (`CT`, `MR`, …). */
  readonly modality: string | null;
  readonly sensitivity: Sensitivity;
}

/** The leaves' columns of `patients.imaging_study_detail`. */
export interface ImagingStudyDetailRow {
  readonly started: string | null;
  /** DICOM Study Instance UID, without `urn:oid:`. */
  readonly study_uid: string | null;
  readonly procedure: Coding | null;
  readonly description: string | null;
  readonly series: readonly ImagingSeries[];
  readonly number_of_series: number | null;
  readonly number_of_instances: number | null;
}

const see = classOf<ImagingStudyRow>('clinical.see', 'patients.imaging_study', [
  'patient',
  'encounter',
  'month',
  'status',
  'modality',
  'sensitivity',
])({
  patient: (row) => row.patient,
  encounter: (row) => row.encounter,
  month: (row) => row.month,
  status: (row) => row.status,
  modality: (row) => row.modality,
  sensitivity: (row) => row.sensitivity,
});

const content = classOf<ImagingStudyDetailRow>('clinical.read', 'patients.imaging_study_detail', [
  'started',
  'study_uid',
  'procedure',
  'description',
  'series',
  'number_of_series',
  'number_of_instances',
])({
  started: (row) => row.started,
  studyUid: (row) => row.study_uid,
  procedure: (row) => row.procedure,
  description: (row) => row.description,
  series: (row) => row.series,
  numberOfSeries: (row) => row.number_of_series,
  numberOfInstances: (row) => row.number_of_instances,
});

export const imagingStudy = recordType({
  type: 'ImagingStudy',
  schema: 1,
  keys: 'clinical',
  see,
  content,
  time: 'started',
});
