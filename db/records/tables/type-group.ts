import type { Coding } from '../shapes.ts';
import { ENCOUNTER_CLASSES, ENCOUNTER_TYPES, type EncounterGroup } from './encounter-types.ts';
import { SNOMED } from './systems.ts';

/**
 * The coarse group of a visit: by the SNOMED CT code of its type, else by its class (HL7 v3 ActEncounterCode), else
 * `OTHER`. No group tells of a sensitive visit: a stay for detoxification is `INPATIENT` or `AMBULATORY`.
 */
export function encounterTypeGroup(type: Coding | null, encounterClass: string | null): EncounterGroup {
  const byType =
    type?.system === SNOMED && type.code !== null ? ENCOUNTER_TYPES.codes.get(type.code) : undefined;
  return byType ?? ENCOUNTER_CLASSES.get(encounterClass ?? '') ?? 'OTHER';
}

const CLAIM_GROUPS = new Map([
  ['institutional', 'INSTITUTIONAL'],
  ['professional', 'PROFESSIONAL'],
  ['pharmacy', 'PHARMACY'],
  ['oral', 'ORAL'],
  ['vision', 'VISION'],
]);

/** The coarse group of a claim: its code of http://terminology.hl7.org/CodeSystem/claim-type, else `OTHER`. */
export function claimTypeGroup(type: Coding | null): string {
  return CLAIM_GROUPS.get(type?.code ?? '') ?? 'OTHER';
}
