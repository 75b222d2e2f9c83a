import type fhir4 from 'fhir/r4.js';
import {
  type EncounterDetailRow,
  type EncounterRow,
  encounterTypeGroup,
  month,
} from '../../records/index.ts';
import { firstPractitioner, sensitivityOf } from './clinical.ts';
import { concept } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { requiredKey } from './references.ts';

export interface EncounterPayload {
  readonly see: Omit<EncounterRow, 'patient' | 'organization'>;
  readonly content: Omit<EncounterDetailRow, 'practitioner'>;
}

const STATUSES = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const;

export function mapEncounter(resource: Element<fhir4.Encounter>): Mapped<EncounterPayload> {
  const period = resource.element('period');
  const start = period?.dateTime('start') ?? null;
  const types = resource.elements('type');
  const reasons = resource.elements('reasonCode');
  const type = concept(types[0] ?? null);
  const encounterClass = resource.element('class')?.label('code') ?? null;
  return {
    keys: {
      ...NO_KEYS,
      patient: requiredKey(resource.element('subject'), 'Patient', 'Encounter.subject'),
      organization: requiredKey(
        resource.element('serviceProvider'),
        'Organization',
        'Encounter.serviceProvider',
      ),
      practitioner: firstPractitioner(
        resource.elements('participant').map((participant) => participant.element('individual')),
      ),
    },
    at: start === null ? null : earliestInstant(start),
    payload: {
      see: {
        class: encounterClass,
        status: resource.code('status', STATUSES),
        month: month(start),
        type_group: encounterTypeGroup(type, encounterClass),
        sensitivity: sensitivityOf(resource, [...types, ...reasons]),
      },
      content: {
        period_start: start,
        period_end: period?.dateTime('end') ?? null,
        type,
        reason: concept(reasons[0] ?? null),
      },
    },
  };
}
