import { CATALOGUE, type Caller, staticDecision } from '@caretrail/kit';
import { CLAIM_TYPES } from './fhir/claim.ts';
import { CLINICAL_TYPES } from './fhir/clinical.ts';
import { consent } from './fhir/consent.ts';
import type { ExportedType } from './fhir/exported-type.ts';
import { patient } from './fhir/patient.ts';

/** In this order: what is referred to comes before what refers to it. */
const TYPES: readonly ExportedType[] = [patient, ...CLINICAL_TYPES, ...CLAIM_TYPES, consent];

export const isExportedType = (name: string): boolean => TYPES.some(({ type }) => type === name);

export function exportedType(name: string): ExportedType {
  const found = TYPES.find(({ type }) => type === name);
  if (found === undefined) throw new Error(`${name} is not exported`);
  return found;
}

/** The types that tier, role, purpose and scopes leave to a caller; of which rows and fields, each page decides anew. */
export const typesFor = (caller: Caller): readonly string[] =>
  TYPES.filter(({ type, access }) => {
    const now = Date.now() / 1000;
    return staticDecision([CATALOGUE.get(access)], caller, { now, types: [type] }).allowed;
  }).map(({ type }) => type);
