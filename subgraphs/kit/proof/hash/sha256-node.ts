import { hash } from 'node:crypto';
import { sha256 as pure } from './sha256-pure.ts';

/** Up to here (two blocks) a call into OpenSSL costs more than the hash; nearly all messages of the format are so short. */
const SHORT = 119;

/** SHA-256 of a message. */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return message.length <= SHORT ? pure(message) : new Uint8Array(hash('sha256', message, 'buffer'));
}
