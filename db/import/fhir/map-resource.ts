import type { SourceObject } from '../json/source-json.ts';
import { mapClaim } from './claim.ts';
import { mapCondition } from './condition.ts';
import { Element } from './element.ts';
import { mapEncounter } from './encounter.ts';
import { mapExplanation } from './explanation-of-benefit.ts';
import type { HeldType, Mapped } from './mapped.ts';
import { mapOrganization } from './organization.ts';
import { mapPatient } from './patient.ts';
import { mapPractitioner } from './practitioner.ts';

/** @throws Refusal if the resource is not what its type says. */
export function mapResource(type: HeldType, object: SourceObject): Mapped<unknown> {
  switch (type) {
    case 'Organization':
      return mapOrganization(Element.resource(object, type));
    case 'Practitioner':
      return mapPractitioner(Element.resource(object, type));
    case 'Patient':
      return mapPatient(Element.resource(object, type));
    case 'Encounter':
      return mapEncounter(Element.resource(object, type));
    case 'Condition':
      return mapCondition(Element.resource(object, type));
    case 'Claim':
      return mapClaim(Element.resource(object, type));
    case 'ExplanationOfBenefit':
      return mapExplanation(Element.resource(object, type));
  }
}
