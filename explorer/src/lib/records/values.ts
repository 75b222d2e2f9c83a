import { listOrNone, object, oneOf, orNull, text, whole } from '../shape/read.ts';

/** Embedded values of records, as the graph returns them. */

/** Selection that {@link coding} reads. */
export const CODING = '{ system code display }';
export const coding = object({ system: orNull(text), code: orNull(text), display: orNull(text) });
export const money = object({ value: text, currency: text });
export const period = object({ start: orNull(text), end: orNull(text) });
export const organization = object({ id: text, slug: orNull(text), name: text });
export const humanName = object({
  use: orNull(text),
  family: orNull(text),
  given: listOrNone(text),
  prefix: listOrNone(text),
  suffix: listOrNone(text),
  text: orNull(text),
});
export const identifier = object({ system: orNull(text), value: orNull(text), type: orNull(text) });
export const contactPoint = object({ system: orNull(text), value: orNull(text), use: orNull(text) });
export const address = object({
  lines: listOrNone(text),
  city: orNull(text),
  state: orNull(text),
  postalCode: orNull(text),
  country: orNull(text),
});
export const claimLine = object({ sequence: whole, product: orNull(coding), net: orNull(money) });
export const adjudication = object({
  line: orNull(whole),
  category: orNull(coding),
  amount: orNull(money),
});

export const CLAIM_STATES = ['SUBMITTED', 'ADJUDICATED', 'PAID', 'DENIED'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
export const claimStep = object({
  number: whole,
  activity: text,
  at: orNull(text),
  state: oneOf(CLAIM_STATES),
});

export const series = object({
  number: orNull(whole),
  modality: orNull(coding),
  bodySite: orNull(coding),
  description: orNull(text),
  started: orNull(text),
  numberOfInstances: orNull(whole),
});

export const coverageClass = object({ type: orNull(text), value: orNull(text), name: orNull(text) });

export type Coding = ReturnType<typeof coding>;
export type Money = ReturnType<typeof money>;
export type Period = ReturnType<typeof period>;
export type HumanName = ReturnType<typeof humanName>;
export type ClaimLine = ReturnType<typeof claimLine>;
export type Adjudication = ReturnType<typeof adjudication>;
export type ImagingSeries = ReturnType<typeof series>;
export type ClaimStep = ReturnType<typeof claimStep>;
