import type { SourceObject } from '../json/source-json.ts';
import { mapClaim } from './claim.ts';
import { mapClaimResponse, mapExplanation } from './claim-answer.ts';
import { mapCondition } from './condition.ts';
import { mapConsent } from './consent.ts';
import { mapCoverage } from './coverage.ts';
import { mapDiagnosticReport } from './diagnostic-report.ts';
import { Element } from './element.ts';
import { mapEncounter } from './encounter.ts';
import { mapImagingStudy } from './imaging-study.ts';
import type { Mapped, StagedType } from './mapped.ts';
import { mapMedication, mapMedicationRequest } from './medication-request.ts';
import { mapObservation } from './observation.ts';
import { mapOrganization } from './organization.ts';
import { mapPatient } from './patient.ts';
import { mapPractitioner } from './practitioner.ts';

/** How each type is read; `null` for a resource of a kind that is not held. */
const MAPPERS: Readonly<Record<StagedType, (resource: Element<never>) => Mapped<unknown> | null>> = {
  Organization: mapOrganization,
  Practitioner: mapPractitioner,
  Patient: mapPatient,
  Encounter: mapEncounter,
  Condition: mapCondition,
  Observation: mapObservation,
  DiagnosticReport: mapDiagnosticReport,
  ImagingStudy: mapImagingStudy,
  Medication: mapMedication,
  MedicationRequest: mapMedicationRequest,
  Coverage: mapCoverage,
  Claim: mapClaim,
  ClaimResponse: mapClaimResponse,
  ExplanationOfBenefit: mapExplanation,
  Consent: mapConsent,
};

/** @throws Refusal if the resource is not what its type says. */
export function mapResource(type: StagedType, object: SourceObject): Mapped<unknown> | null {
  return MAPPERS[type](Element.resource(object, type));
}
