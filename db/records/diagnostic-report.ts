import { classOf, recordType } from './record-type.ts';
import type { Coding, Sensitivity } from './shapes.ts';

/** The leaves' columns of `patients.diagnostic_report`, as PostgreSQL names and returns them. */
export interface DiagnosticReportRow {
  readonly patient: string;
  readonly encounter: string | null;
  /** `YYYY-MM` of what it reports on, in UTC. */
  readonly month: string | null;
  readonly category: string;
  readonly status: string | null;
  readonly sensitivity: Sensitivity;
}

/** The leaves' columns of `patients.diagnostic_report_detail`. */
export interface DiagnosticReportDetailRow {
  readonly code: Coding | null;
  readonly effective: string | null;
  readonly issued: string | null;
  readonly performer: string | null;
  readonly conclusion: string | null;
  readonly conclusion_codes: readonly Coding[];
  /** Ids of the observations that are held, in the order of the report. */
  readonly results: readonly string[];
}

const see = classOf<DiagnosticReportRow>('clinical.see', 'patients.diagnostic_report', [
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

const content = classOf<DiagnosticReportDetailRow>('clinical.read', 'patients.diagnostic_report_detail', [
  'code',
  'effective',
  'issued',
  'performer',
  'conclusion',
  'conclusion_codes',
  'results',
])({
  code: (row) => row.code,
  effective: (row) => row.effective,
  issued: (row) => row.issued,
  performer: (row) => row.performer,
  conclusion: (row) => row.conclusion,
  conclusionCodes: (row) => row.conclusion_codes,
  results: (row) => row.results,
});

export const diagnosticReport = recordType({
  type: 'DiagnosticReport',
  schema: 1,
  keys: 'clinical',
  see,
  content,
  time: 'effective',
});
