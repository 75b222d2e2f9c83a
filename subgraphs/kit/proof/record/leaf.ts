import { u16 } from '../bytes/bytes.ts';
import { FIELD_DOMAIN, SALT_DOMAIN } from '../hash/domain.ts';
import { hash } from '../hash/hash.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';

/**
 * Salt of leaf `index`, out of the version's 32 random bytes: whoever is shown one leaf's salt learns nothing about
 * the others', and cannot test guesses of a value that stays masked.
 */
export function fieldSalt(salt32: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  return hash(SALT_DOMAIN, salt32, u16(index));
}

/** Commitment to the value of leaf `index`. Refused as by `jcs`. */
export function fieldLeaf(index: number, salt: Uint8Array, value: JsonValue): Uint8Array<ArrayBuffer> {
  return saltedLeaf(index, salt, jcs(value));
}

/** The same from the value's canonical JSON. */
export function saltedLeaf(index: number, salt: Uint8Array, canonical: Uint8Array): Uint8Array<ArrayBuffer> {
  return hash(FIELD_DOMAIN, u16(index), salt, canonical);
}
