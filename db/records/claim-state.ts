import type { ClaimState } from './shapes.ts';

/** What decides a claim's state: the last answer of the insurer, if there is one. */
export interface ClaimAnswer {
  /** FHIR RemittanceOutcome: `queued`, `complete`, `error`, `partial`. */
  readonly outcome: string;
  /** Decimal text of the payment, `null` where the answer names none. */
  readonly paid: string | null;
}

/**
 * `SUBMITTED` without an answer or while it is queued or partial, `DENIED` when its outcome is an error,
 * `PAID` when it is complete with a payment above 0, `ADJUDICATED` when it is complete without one.
 */
export function claimState(answer: ClaimAnswer | null): ClaimState {
  switch (answer?.outcome) {
    case 'error':
      return 'DENIED';
    case 'complete':
      return isAboveZero(answer.paid) ? 'PAID' : 'ADJUDICATED';
    default:
      return 'SUBMITTED';
  }
}

/** Decided on the text: no decimal is too small or too long to be told from 0. */
function isAboveZero(decimal: string | null): boolean {
  if (decimal === null || decimal.startsWith('-')) return false;
  const [digits = ''] = decimal.split(/e/i);
  return /[1-9]/.test(digits);
}
