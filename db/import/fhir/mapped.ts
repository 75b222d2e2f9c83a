import type { Key } from './references.ts';

/** The types that are taken in, in the order in which they are: what is referred to comes before what refers. */
export const HELD_TYPES = [
  'Organization',
  'Practitioner',
  'Patient',
  'Encounter',
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ImagingStudy',
  'MedicationRequest',
  'Coverage',
  'Claim',
  'ClaimResponse',
  'ExplanationOfBenefit',
  'Consent',
] as const;
export type HeldType = (typeof HELD_TYPES)[number];

export function isHeldType(type: string): type is HeldType {
  return HELD_TYPES.some((held) => held === type);
}

/** What the staged rows of other types are looked at for, without being records of their own. */
export const CONSULTED_TYPE = 'Medication';
export type StagedType = HeldType | typeof CONSULTED_TYPE;

/** What a resource refers to, each at most once; what it refers to many times stands in its payload. */
export const REFERRED = {
  patient: 'Patient',
  encounter: 'Encounter',
  organization: 'Organization',
  practitioner: 'Practitioner',
  claim: 'Claim',
  coverage: 'Coverage',
} as const satisfies Readonly<Record<string, HeldType>>;
export type Referred = keyof typeof REFERRED;
export const REFERRED_NAMES = Object.keys(REFERRED) as readonly Referred[];

/** Ids, inside the source, of what a resource refers to; a medication is looked up among the staged rows alone. */
export type Keys = Readonly<Record<Referred | 'medication', Key>>;

export const NO_KEYS: Keys = {
  patient: null,
  encounter: null,
  organization: null,
  practitioner: null,
  claim: null,
  coverage: null,
  medication: null,
};

/** What is kept of a resource until its version is made: the parts of its rows that no reference decides. */
export interface Mapped<Payload> {
  readonly keys: Keys;
  /** The first instant that the record can be of: the earliest encounter decides who keeps its patient. */
  readonly at: Date | null;
  readonly payload: Payload;
  /** Further keys by which others refer to it. */
  readonly aliases?: readonly string[];
}
