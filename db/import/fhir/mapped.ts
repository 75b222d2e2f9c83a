import type { Key } from './references.ts';

/** The types that are taken in, in the order in which they are: what is referred to comes before what refers. */
export const HELD_TYPES = [
  'Organization',
  'Practitioner',
  'Patient',
  'Encounter',
  'Condition',
  'Claim',
  'ExplanationOfBenefit',
] as const;
export type HeldType = (typeof HELD_TYPES)[number];

export function isHeldType(type: string): type is HeldType {
  return HELD_TYPES.some((held) => held === type);
}

/** Ids, inside the source, of what a resource refers to. */
export interface Keys {
  readonly patient: Key;
  readonly encounter: Key;
  readonly organization: Key;
  readonly practitioner: Key;
  readonly claim: Key;
}

export const NO_KEYS: Keys = {
  patient: null,
  encounter: null,
  organization: null,
  practitioner: null,
  claim: null,
};

/** What is kept of a resource until its version is made: the parts of its rows that no reference decides. */
export interface Mapped<Payload> {
  readonly keys: Keys;
  /** The first instant that the record can be of: the earliest encounter decides who keeps its patient. */
  readonly at: Date | null;
  readonly payload: Payload;
}
