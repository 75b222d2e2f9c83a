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

/** A measured amount; `value` keeps the scale of the source, `code` is of `system` (UCUM). */
export type Quantity = {
  readonly value: string | null;
  readonly comparator: string | null;
  readonly unit: string | null;
  readonly system: string | null;
  readonly code: string | null;
};

/** FHIR's `value[x]`: one member is set. A boolean, a range, a ratio or a time is `text`. */
export type ObservationValue = {
  readonly quantity: Quantity | null;
  readonly coding: Coding | null;
  readonly text: string | null;
};

export type ObservationComponent = { readonly code: Coding | null; readonly value: ObservationValue | null };

export type ReferenceRange = {
  readonly low: Quantity | null;
  readonly high: Quantity | null;
  readonly text: string | null;
};

/** One DICOM series; its instances are counted and not listed. */
export type ImagingSeries = {
  readonly uid: string | null;
  readonly number: number | null;
  readonly modality: Coding | null;
  readonly bodySite: Coding | null;
  readonly description: string | null;
  readonly started: string | null;
  readonly numberOfInstances: number | null;
};

export const CONSENT_DECISIONS = ['PERMIT', 'DENY'] as const;
export type ConsentDecision = (typeof CONSENT_DECISIONS)[number];

/** Whom a provision names: an organization or a practitioner that is held, else `null` for both. */
export type ConsentActor = {
  readonly role: string | null;
  readonly organization: string | null;
  readonly practitioner: string | null;
};

/** Codes as the source has them: purposes of HL7 v3 PurposeOfUse, classes of resource types and the like. */
export type ConsentProvision = {
  readonly decision: ConsentDecision | null;
  readonly actors: readonly ConsentActor[];
  readonly purposes: readonly string[];
  readonly classes: readonly string[];
  readonly period: Period | null;
  readonly dataPeriod: Period | null;
};

/** A group, plan or the like that a policy belongs to. */
export type CoverageClass = {
  readonly type: string | null;
  readonly value: string | null;
  readonly name: string | null;
};

export const SEXES = ['MALE', 'FEMALE', 'OTHER', 'UNKNOWN'] as const;
export type Sex = (typeof SEXES)[number];

/** HL7 v3 Confidentiality, as far as policies tell it apart: normal, restricted, very restricted. */
export const SENSITIVITIES = ['N', 'R', 'V'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];
