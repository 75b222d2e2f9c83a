/** Ids that read well in a failure: `Patient 1` is 00000000-…-0001. */
const recordId = (kind: number, number: number): string =>
  `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`;

const person = (number: number): string => recordId(1, number);

/** Everyone in the clinic's tests, and what sets each apart. */
export const PEOPLE = {
  /** Kept and treated at Lakeside, seen at Northgate too, insured by Harbor Mutual. */
  ada: person(1),
  /** Kept and treated at Northgate, insured by Unity Health: nobody at Lakeside knows him. */
  bob: person(2),
  /** Treated at Lakeside, denies Lakeside what is clinical. */
  cleo: person(3),
  /** Kept at Northgate; permits Lakeside what is clinical from January to the middle of February 2024. */
  dan: person(4),
  /** Treated at Lakeside, denies Lakeside everything; a Lakeside clinician broke the glass. */
  eve: person(5),
  /** As Eve, but the deny holds in an emergency too. */
  fay: person(6),
  /** Born in 1921, treated at Lakeside; denies Lakeside her identity. */
  gil: person(7),
  /** Treated at Lakeside once; the relation has lapsed. */
  hal: person(8),
} as const;
export type Person = keyof typeof PEOPLE;

export const encounterId = (number: number): string => recordId(2, number);
export const conditionId = (number: number): string => recordId(3, number);
export const claimId = (number: number): string => recordId(4, number);
export const organizationId = (number: number): string => recordId(5, number);
export const PRACTITIONER = recordId(6, 1);
export const CASE = recordId(7, 1);
export const consentId = (number: number): string => recordId(8, number);
export const observationId = (number: number): string => recordId(9, number);
/** A decision on file; the provisions that count are {@link consentId}'s. */
export const documentId = (number: number): string => recordId(0, number);
