import type fhir4 from 'fhir/r4.js';
import { type Coding, sensitivity } from '../../records/index.ts';
import { coding, codings } from './datatypes.ts';
import type { Element } from './element.ts';
import { type Keys, NO_KEYS } from './mapped.ts';
import { optionalKey, requiredKey } from './references.ts';

interface ClinicalResource extends fhir4.DomainResource {
  subject?: fhir4.Reference | undefined;
  encounter?: fhir4.Reference | undefined;
}

/** Whose a clinical resource is, and in which visit it was made. */
export function clinicalKeys(resource: Element<ClinicalResource>, type: string): Keys {
  return {
    ...NO_KEYS,
    patient: requiredKey(resource.element('subject'), 'Patient', `${type}.subject`),
    encounter: optionalKey(resource.element('encounter'), 'Encounter'),
  };
}

/** The first of several references that may name a practitioner; relatives and roles come by other types. */
export function firstPractitioner(references: readonly (Element<fhir4.Reference> | null)[]): string | null {
  const keys = references
    .map((reference) => optionalKey(reference, 'Practitioner'))
    .filter((key) => key !== null);
  return keys.find((key) => key !== '') ?? keys[0] ?? null;
}

/** The label of a resource, or what its codes tell. */
export function sensitivityOf(
  resource: Element<fhir4.DomainResource>,
  concepts: readonly (Element<fhir4.CodeableConcept> | null)[],
) {
  return sensitivity(security(resource), concepts.flatMap(codingsOf));
}

export function codingsOf(concept: Element<fhir4.CodeableConcept> | null): Coding[] {
  return concept === null ? [] : codings(concept);
}

function security(resource: Element<fhir4.DomainResource>): Coding[] {
  return (resource.element('meta')?.elements('security') ?? []).map(coding);
}
