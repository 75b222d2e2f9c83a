export { AUDIT_EVENT, AUDIT_EVENT_1 } from './audit-event.ts';
export { birthYear } from './birth-year.ts';
export { type ClaimDetailRow, type ClaimRow, claim } from './claim.ts';
export { type ClaimAnswer, claimState } from './claim-state.ts';
export { type ConditionDetailRow, type ConditionRow, condition } from './condition.ts';
export { type ConsentDetailRow, type ConsentRow, consent } from './consent.ts';
export { type CoverageDetailRow, type CoverageRow, coverage } from './coverage.ts';
export {
  type DiagnosticReportDetailRow,
  type DiagnosticReportRow,
  diagnosticReport,
} from './diagnostic-report.ts';
export { type EncounterDetailRow, type EncounterRow, encounter } from './encounter.ts';
export { type ImagingStudyDetailRow, type ImagingStudyRow, imagingStudy } from './imaging-study.ts';
export type { Json } from './json.ts';
export {
  type MedicationRequestDetailRow,
  type MedicationRequestRow,
  medicationRequest,
} from './medication-request.ts';
export { month } from './month.ts';
export { type ObservationDetailRow, type ObservationRow, observation } from './observation.ts';
export { type PatientIdentityRow, type PatientRow, patient } from './patient.ts';
export {
  type Fields,
  HEADER_LEAVES,
  type KeyKind,
  type PolicyClass,
  type RecordType,
  type SchemaDocument,
} from './record-type.ts';
export { RECORD_TYPES, SCHEMA_DOCUMENTS } from './record-types.ts';
export * from './shapes.ts';
export { codeGroup } from './tables/code-group.ts';
export { reportCategory } from './tables/report-category.ts';
export { sensitivity } from './tables/sensitivity.ts';
export { claimTypeGroup, encounterTypeGroup } from './tables/type-group.ts';
export { safeZip3 } from './zip3.ts';
