import { HASH_BYTES } from '../limits.ts';
import { ensure } from '../refused.ts';

const HASH = new RegExp(`^[0-9a-f]{${2 * HASH_BYTES}}$`);
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

/** A *hash* of the format as it is written: 64 lower-case hex digits. Refused: `BAD_HEX`. */
export function hashText(value: unknown): string {
  ensure(typeof value === 'string' && HASH.test(value), 'BAD_HEX', 'want 64 lower-case hex digits');
  return value;
}

/** The 32 bytes of a *hash*. Refused: `BAD_HEX`. */
export function hashFromHex(value: unknown): Uint8Array<ArrayBuffer> {
  const digits = hashText(value);
  const bytes = new Uint8Array(HASH_BYTES);
  for (let at = 0; at < HASH_BYTES; at++) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}
