import { CONSENT_DOMAIN } from '../hash/domain.ts';
import { hash } from '../hash/hash.ts';
import { hashFromHex, toHex } from '../text/hex.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import type { ConsentTerms } from './terms.ts';

/**
 * What stands on the ledger of a decision: SHA-256 over a domain, 32 random bytes that the person makes, and the terms as
 * canonical JSON; hex. Whoever has terms and salt can compare; without the salt no guess can be tested.
 *
 * Refused: `BAD_HEX`.
 *
 * @param salt 64 lower-case hex digits
 */
export const consentCommitment = (terms: ConsentTerms, salt: string): string =>
  toHex(hash(CONSENT_DOMAIN, hashFromHex(salt), jcs(terms as unknown as JsonValue)));
