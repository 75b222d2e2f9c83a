import { createHash, randomBytes } from 'node:crypto';

/** Makes a key findable for scanners that look for secrets in public places. */
const PREFIX = 'caretrail_key_';

/** A new key: the prefix and 256 random bits, base64url. */
export const makeApiKey = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;

/** By what a key is known: a guess of 256 random bits needs no slow hash to be hopeless. */
export const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();
