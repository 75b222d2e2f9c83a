import { AUDIT_EVENT, AUDIT_EVENT_1 } from './audit-event.ts';
import { claim } from './claim.ts';
import { condition } from './condition.ts';
import { consent } from './consent.ts';
import { coverage } from './coverage.ts';
import { diagnosticReport } from './diagnostic-report.ts';
import { encounter } from './encounter.ts';
import { imagingStudy } from './imaging-study.ts';
import { medicationRequest } from './medication-request.ts';
import { observation } from './observation.ts';
import { patient } from './patient.ts';
import type { SchemaDocument } from './record-type.ts';

/**
 * Every record type of schema 1. Rights, statements and what the importer writes follow from what stands here; the
 * order is that of the published schema documents, which only grow at the end.
 */
export const RECORD_TYPES = {
  Patient: patient,
  Encounter: encounter,
  Condition: condition,
  Claim: claim,
  Observation: observation,
  MedicationRequest: medicationRequest,
  DiagnosticReport: diagnosticReport,
  ImagingStudy: imagingStudy,
  Consent: consent,
  Coverage: coverage,
} as const;

/** The published schema documents, as a trust file lists them. */
export const SCHEMA_DOCUMENTS: readonly SchemaDocument[] = [
  ...Object.values(RECORD_TYPES).map((record) => record.document),
  AUDIT_EVENT_1,
  AUDIT_EVENT,
];
