import { sha256 } from '#sha256';
import { concatenate } from '../bytes/bytes.ts';

/** `H` of the format: SHA-256 over the parts, one after the other. */
export function hash(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return sha256(concatenate(...parts));
}
