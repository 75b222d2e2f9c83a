import { listOrNone, object, oneOf, orNull, text } from '../shape/read.ts';
import { reference } from './reference.ts';
import { period } from './values.ts';

export const CONSENT_DECISIONS = ['PERMIT', 'DENY'] as const;

const actor = object({
  role: orNull(text),
  organization: orNull(reference),
  practitioner: orNull(reference),
});

/** One rule of a consent: whom it lets see what, or does not, and for what time. */
export const provision = object({
  decision: orNull(oneOf(CONSENT_DECISIONS)),
  actors: listOrNone(actor),
  purposes: listOrNone(text),
  classes: listOrNone(text),
  period: orNull(period),
  dataPeriod: orNull(period),
});
export type Provision = ReturnType<typeof provision>;
