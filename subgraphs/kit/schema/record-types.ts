import type { PolicyId } from '../catalogue/policies.ts';

/**
 * The see policy of every record type, wherever it is named: a stub of a type in another subgraph enforces what
 * its owner does, and a field that returns such a record must carry it.
 */
export const SEE_POLICY = {
  Patient: 'person.see',
  Encounter: 'clinical.see',
  Condition: 'clinical.see',
  Observation: 'clinical.see',
  DiagnosticReport: 'clinical.see',
  ImagingStudy: 'clinical.see',
  MedicationRequest: 'clinical.see',
  Claim: 'claim.see',
  Coverage: 'claim.see',
  Consent: 'consent.read',
  Organization: 'open',
  Practitioner: 'open',
  Block: 'open',
  Transaction: 'ledger.open',
} as const satisfies Readonly<Record<string, PolicyId>>;

export type RecordTypeName = keyof typeof SEE_POLICY;

/** Types that are listed and are no records: their rows are related to a caller by rules of their own. */
const LISTED_TYPES = [
  'AccessEvent',
  'AccessRequest',
  'BreakGlass',
  'CaseAlert',
  'Erasure',
  'Notice',
  'RegulatoryCase',
  'TrailEvent',
] as const;
export type ListedTypeName = (typeof LISTED_TYPES)[number];

export const isListedType = (name: string): name is ListedTypeName =>
  LISTED_TYPES.some((listed) => listed === name);

export const isRecordType = (name: string): name is RecordTypeName => Object.hasOwn(SEE_POLICY, name);
