import { consentCommitment } from './commitment.ts';
import type { ConsentTerms } from './terms.ts';

/** The last instant at which a decision holds: the end of the day where it names one. Null: until it is revoked. */
export function untilOf({ period }: Pick<ConsentTerms, 'period'>): string | null {
  const end = period?.end ?? null;
  return end === null || end.includes('T') ? end : `${end}T23:59:59.999Z`;
}

/**
 * What a person signs when they decide: the argument of `consent:grant`, and of `consent:amend` with `amends` besides.
 *
 * @param consent 32 hex digits, made for this decision
 * @example
 * const argument = commandArgument(grantConsent, consentRequest(consent, termsOf(stated), salt));
 */
export const consentRequest = (consent: string, terms: ConsentTerms, salt: string) => ({
  consent,
  commitment: consentCommitment(terms, salt),
  until: untilOf(terms),
});
