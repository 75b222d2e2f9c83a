import { addRecord, addShortList, type Builder, type RecordSurroundings } from '@caretrail/kit';
import { conditionDeclaration } from '../condition/condition.ts';
import { consentDeclaration } from '../consent/consent.ts';
import { addConsentValues } from '../consent/consent-values.ts';
import { diagnosticReportDeclaration } from '../diagnostic-report/diagnostic-report.ts';
import { imagingStudyDeclaration } from '../imaging-study/imaging-study.ts';
import { medicationRequestDeclaration } from '../medication-request/medication-request.ts';
import { observationDeclaration } from '../observation/observation.ts';
import type { Around } from './around.ts';

/** The record types that are declared as a whole; answers those that callers may change. */
export function addRecords(builder: Builder, around: Around, surroundings: RecordSurroundings) {
  addRecord(builder, surroundings, conditionDeclaration(around));
  const observations = addRecord(builder, surroundings, observationDeclaration(builder, around));
  const reports = addRecord(builder, surroundings, diagnosticReportDeclaration(around, observations));
  const studies = addRecord(builder, surroundings, imagingStudyDeclaration(builder, around));
  addRecord(builder, surroundings, medicationRequestDeclaration(around));
  const values = addConsentValues(builder, around);
  const consents = addRecord(builder, surroundings, consentDeclaration(builder, around, values));
  addShortList(builder, around.Encounter, 'diagnosticReports', 'encounter', reports);
  addShortList(builder, around.Encounter, 'imagingStudies', 'encounter', studies);
  return { Decision: values.Decision, consents };
}
