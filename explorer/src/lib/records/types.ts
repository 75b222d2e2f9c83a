/** Record types that have a page of their own; the words are FHIR's resource names. */
export const RECORD_TYPES = [
  'Patient',
  'Encounter',
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ImagingStudy',
  'MedicationRequest',
  'Consent',
  'Coverage',
  'Claim',
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** The query field that answers one record of a type. */
export const ROOT_FIELD: Readonly<Record<RecordType, string>> = {
  Patient: 'patient',
  Encounter: 'encounter',
  Condition: 'condition',
  Observation: 'observation',
  DiagnosticReport: 'diagnosticReport',
  ImagingStudy: 'imagingStudy',
  MedicationRequest: 'medicationRequest',
  Consent: 'consent',
  Coverage: 'coverage',
  Claim: 'claim',
};
