import type fhir4 from 'fhir/r4.js';
import {
  type DiagnosticReportDetailRow,
  type DiagnosticReportRow,
  month,
  reportCategory,
} from '../../records/index.ts';
import { clinicalKeys, codingsOf, firstPractitioner, sensitivityOf } from './clinical.ts';
import { concept } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import type { Mapped } from './mapped.ts';
import { type Key, optionalKey } from './references.ts';

export interface DiagnosticReportPayload {
  readonly see: Omit<DiagnosticReportRow, 'patient' | 'encounter'>;
  readonly content: Omit<DiagnosticReportDetailRow, 'performer' | 'results'>;
  readonly results: readonly Key[];
}

const STATUSES = [
  'registered',
  'partial',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'appended',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const;

/** The report as a form (`presentedForm`) is not held: it is narrative and names people. */
export function mapDiagnosticReport(
  resource: Element<fhir4.DiagnosticReport>,
): Mapped<DiagnosticReportPayload> {
  const code = resource.element('code');
  const conclusions = resource.elements('conclusionCode');
  const effective =
    resource.dateTime('effectiveDateTime') ?? resource.element('effectivePeriod')?.dateTime('start') ?? null;
  const issued = resource.dateTime('issued');
  const known = effective ?? issued;
  return {
    keys: {
      ...clinicalKeys(resource, 'DiagnosticReport'),
      practitioner: firstPractitioner([
        ...resource.elements('resultsInterpreter'),
        ...resource.elements('performer'),
      ]),
    },
    at: known === null ? null : earliestInstant(known),
    payload: {
      see: {
        month: month(known),
        category: reportCategory(resource.elements('category').flatMap(codingsOf)),
        status: resource.code('status', STATUSES),
        sensitivity: sensitivityOf(resource, [code, ...conclusions]),
      },
      content: {
        ...{ code: concept(code), effective, issued },
        conclusion: resource.text('conclusion'),
        conclusion_codes: conclusions.map(concept).filter((coding) => coding !== null),
      },
      results: resource.elements('result').map((result) => optionalKey(result, 'Observation')),
    },
  };
}
