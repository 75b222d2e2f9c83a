import type fhir4 from 'fhir/r4.js';
import {
  type Coding,
  type MedicationRequestDetailRow,
  type MedicationRequestRow,
  month,
} from '../../records/index.ts';
import { clinicalKeys, firstPractitioner, sensitivityOf } from './clinical.ts';
import { concept, conceptCode } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { optionalKey } from './references.ts';

export interface MedicationRequestPayload {
  readonly see: Omit<MedicationRequestRow, 'patient' | 'encounter'>;
  readonly content: Omit<MedicationRequestDetailRow, 'requester'>;
}

/** A Medication is no record: requests take its code over. */
export interface MedicationPayload {
  readonly code: Coding | null;
}

const STATUSES = [
  'active',
  'on-hold',
  'cancelled',
  'completed',
  'entered-in-error',
  'stopped',
  'draft',
  'unknown',
] as const;

const INTENTS = [
  'proposal',
  'plan',
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
  'option',
] as const;

export function mapMedicationRequest(
  resource: Element<fhir4.MedicationRequest>,
): Mapped<MedicationRequestPayload> {
  const reference = resource.element('medicationReference');
  const contained = reference?.text('reference')?.startsWith('#') === true;
  const code = resource.element('medicationCodeableConcept') ?? containedCode(reference);
  const reasons = resource.elements('reasonCode');
  const authored = resource.dateTime('authoredOn');
  return {
    keys: {
      ...clinicalKeys(resource, 'MedicationRequest'),
      practitioner: firstPractitioner([resource.element('requester')]),
      medication: code !== null || contained ? null : optionalKey(reference, 'Medication'),
    },
    at: authored === null ? null : earliestInstant(authored),
    payload: {
      see: {
        month: month(authored),
        status: resource.code('status', STATUSES),
        intent: resource.code('intent', INTENTS),
        category: conceptCode(resource.elements('category')[0] ?? null),
        sensitivity: sensitivityOf(resource, [code, ...reasons]),
      },
      content: {
        medication: concept(code) ?? displayed(reference),
        authored_on: authored,
        reasons: reasons.map(concept).filter((reason) => reason !== null),
        dosage: resource
          .elements('dosageInstruction')
          .map((dosage) => dosage.text('text') ?? dosage.text('patientInstruction'))
          .filter((text) => text !== null),
      },
    },
  };
}

export function mapMedication(resource: Element<fhir4.Medication>): Mapped<MedicationPayload> {
  return { keys: NO_KEYS, at: null, payload: { code: concept(resource.element('code')) } };
}

function containedCode(reference: Element<fhir4.Reference> | null): Element<fhir4.CodeableConcept> | null {
  const id = reference?.text('reference')?.replace(/^#/, '') ?? null;
  if (reference === null || id === null) return null;
  return reference.contained<fhir4.Medication>(id, 'Medication')?.element('code') ?? null;
}

/** A medication's display names a drug and nobody. */
function displayed(reference: Element<fhir4.Reference> | null): Coding | null {
  const display = reference?.text('display') ?? null;
  return display === null ? null : { system: null, code: null, display };
}
