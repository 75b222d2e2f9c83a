import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Characters of a pseudonym: 80 bits, far beyond chance among the patients of one organization. */
const CHARACTERS = 20;

/** HMAC under the key of the caller's organization: two organizations cannot join on it. */
export const pseudonym = (key: Uint8Array | KeyObject, patient: string): string =>
  createHmac('sha256', key)
    .update('caretrail/pseudonym/1\0')
    .update(patient)
    .digest('hex')
    .slice(0, CHARACTERS);

/**
 * Pseudonyms of one request, null where the member's key is not held here. A key is prepared once: preparing it takes longer
 * than a pseudonym does.
 */
export function pseudonyms(keyOf: (member: string) => Uint8Array | undefined) {
  const prepared = new Map<string, KeyObject | null>();
  const keyFor = (member: string): KeyObject | null => {
    const known = prepared.get(member);
    if (known !== undefined) return known;
    const found = keyOf(member);
    const key = found === undefined ? null : createSecretKey(found);
    prepared.set(member, key);
    return key;
  };
  return (member: string, patient: string): string | null => {
    const key = keyFor(member);
    return key && pseudonym(key, patient);
  };
}
