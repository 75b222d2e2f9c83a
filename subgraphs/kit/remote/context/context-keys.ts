import { readFileSync, statSync } from 'node:fs';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { remoteKeys } from '../../keys/remote-keys.ts';

/** Milliseconds after which a file is looked at again, and the least between two reads for a key it did not have. */
const LOOK_AGAIN = 5_000;
const LEAST = 500;

const keySet = z.object({
  keys: z.array(z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string() })).min(1),
});

const readSet = (file: string) => createLocalJWKSet(keySet.parse(JSON.parse(readFileSync(file, 'utf8'))));

/**
 * The hub's public keys from a file (JWK Set, RFC 7517). A key that comes with a rotation is found at once, one that was
 * taken out stops to count within seconds. A file that cannot be read any more leaves the keys as they were.
 */
function keysFromFile(file: string): JWTVerifyGetKey {
  let set = readSet(file);
  let stamp = statSync(file).mtimeMs;
  let looked = Date.now();
  const refresh = () => {
    looked = Date.now();
    try {
      const found = statSync(file).mtimeMs;
      if (found === stamp) return;
      set = readSet(file);
      stamp = found;
    } catch {
      // Half written, or away for a moment: looked at again soon.
    }
  };
  return async (header, token) => {
    if (Date.now() - looked > LOOK_AGAIN) refresh();
    try {
      return await set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - looked < LEAST) throw error;
      refresh();
      return set(header, token);
    }
  };
}

/**
 * The keys that contexts are checked with: a file, or the http(s) address of a JWK Set.
 * @param onFailure - told when the address gives none
 */
export function contextKeys(place: string, onFailure?: (error: unknown) => void): JWTVerifyGetKey {
  if (!/^https?:\/\//.test(place)) return keysFromFile(place);
  return remoteKeys(new URL(place), onFailure && { onFailure });
}
