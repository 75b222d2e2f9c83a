export { consentCommitment } from './commitment.ts';
export { consentRequest, untilOf } from './request.ts';
export {
  CONSENT_CLASSES,
  type ConsentClass,
  type ConsentPeriod,
  type ConsentRule,
  type ConsentTerms,
  type StatedRule,
  type StatedTerms,
  termsOf,
} from './terms.ts';
