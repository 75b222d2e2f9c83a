/**
 * The embedded values of records, exactly as the graph returns them for a full selection and as they are
 * committed: every member is present, `null` where the source has none. Type aliases, not interfaces, so that
 * they are assignable to {@link Json}.
 */

/** One coding of a FHIR CodeableConcept, or its text as `display` alone. */
export type Coding = {
  readonly system: string | null;
  readonly code: string | null;
  readonly display: string | null;
};

/** `value` keeps the scale of the source text; `currency` is an ISO 4217 code. */
export type Money = { readonly value: string; readonly currency: string };

/** Instants as UTC with milliseconds; a partial FHIR dateTime keeps its lexical form. */
export type Period = { readonly start: string | null; readonly end: string | null };

export type HumanName = {
  readonly use: string | null;
  readonly family: string | null;
  readonly given: readonly string[];
  readonly prefix: readonly string[];
  readonly suffix: readonly string[];
  readonly text: string | null;
};

/** `type` is the first code of FHIR's `type`, or its text. */
export type Identifier = {
  readonly system: string | null;
  readonly value: string | null;
  readonly type: string | null;
};

export type ContactPoint = {
  readonly system: string | null;
  readonly value: string | null;
  readonly use: string | null;
};

export type Address = {
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
};

export type ClaimLine = {
  readonly sequence: number;
  readonly product: Coding | null;
  readonly net: Money | null;
};

/** `line` is the sequence of the claim line, `null` for the claim as a whole. */
export type Adjudication = {
  readonly line: number | null;
  readonly category: Coding | null;
  readonly amount: Money | null;
};

export const CLAIM_STATES = ['SUBMITTED', 'ADJUDICATED', 'PAID', 'DENIED'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** What one version of a claim did; `at` is the instant that the source gives for it. */
export type ClaimStep = {
  readonly number: number;
  readonly activity: string;
  readonly at: string | null;
  readonly state: ClaimState;
};

export const SEXES = ['MALE', 'FEMALE', 'OTHER', 'UNKNOWN'] as const;
export type Sex = (typeof SEXES)[number];

/** HL7 v3 Confidentiality, as far as policies tell it apart: normal, restricted, very restricted. */
export const SENSITIVITIES = ['N', 'R', 'V'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];
