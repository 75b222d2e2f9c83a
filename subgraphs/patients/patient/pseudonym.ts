import { createHmac } from 'node:crypto';

/** Characters of a pseudonym: 80 bits, far beyond chance among the patients of one organization. */
const CHARACTERS = 20;

/** HMAC under the key of the caller's organization: two organizations cannot join on it. */
export const pseudonym = (key: Uint8Array, patient: string): string =>
  createHmac('sha256', key)
    .update('caretrail/pseudonym/1\0')
    .update(patient)
    .digest('hex')
    .slice(0, CHARACTERS);
