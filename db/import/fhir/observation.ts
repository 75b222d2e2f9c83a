import type fhir4 from 'fhir/r4.js';
import { month, type ObservationDetailRow, type ObservationRow } from '../../records/index.ts';
import { clinicalKeys, codingsOf, firstPractitioner, sensitivityOf } from './clinical.ts';
import { concept } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import type { Mapped } from './mapped.ts';
import { component, observationValue, referenceRange } from './observation-value.ts';

export interface ObservationPayload {
  readonly see: Omit<ObservationRow, 'patient' | 'encounter'>;
  readonly content: Omit<ObservationDetailRow, 'performer'>;
}

const LABORATORY = 'laboratory';

const STATUSES = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const;

/** Laboratory results are held; vital signs, surveys and social history are not: `null`. */
export function mapObservation(resource: Element<fhir4.Observation>): Mapped<ObservationPayload> | null {
  const categories = resource.elements('category').flatMap(codingsOf);
  if (!categories.some(({ code }) => code === LABORATORY)) return null;
  const code = resource.element('code');
  const components = resource.elements('component');
  const effective =
    resource.dateTime('effectiveDateTime') ??
    resource.dateTime('effectiveInstant') ??
    resource.element('effectivePeriod')?.dateTime('start') ??
    null;
  const issued = resource.dateTime('issued');
  const known = effective ?? issued;
  return {
    keys: {
      ...clinicalKeys(resource, 'Observation'),
      practitioner: firstPractitioner(resource.elements('performer')),
    },
    at: known === null ? null : earliestInstant(known),
    payload: {
      see: {
        month: month(known),
        category: LABORATORY,
        status: resource.code('status', STATUSES),
        sensitivity: sensitivityOf(resource, [code, ...components.map((part) => part.element('code'))]),
      },
      content: {
        ...{ code: concept(code), effective, issued },
        value: observationValue(resource),
        interpretation: concept(resource.elements('interpretation')[0] ?? null),
        reference_ranges: resource.elements('referenceRange').map(referenceRange),
        components: components.map(component),
      },
    },
  };
}
