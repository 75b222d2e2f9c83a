import { HASH_BYTES } from '../limits.ts';
import { ensure } from '../refused.ts';
import { fromBase64url } from '../text/base64.ts';
import type { JsonValue } from '../text/json-value.ts';
import { text } from '../text/shape.ts';
import type { Reader } from './command.ts';

const RANDOM_ID = /^[0-9a-f]{32}$/;
const SLUG = /^[a-z0-9][a-z0-9-]{1,31}$/;

/** 128 random bits in hex: the name of one thing on the ledger, used for nothing else anywhere. */
export const randomId: Reader<string> = (value) => text(value, RANDOM_ID);

/** A member organization by its slug. */
export const organization: Reader<string> = (value) => text(value, SLUG);

/** 32 bytes in base64url, such as a thumbprint. */
export function bytes32(value: JsonValue): string {
  const written = text(value, /^[A-Za-z0-9_-]{43}$/);
  ensure(fromBase64url(written).length === HASH_BYTES, 'BAD_SHAPE', 'want 32 bytes');
  return written;
}

export const orNull =
  <Value extends JsonValue>(reader: Reader<Value>): Reader<Value | null> =>
  (value) =>
    value === null ? null : reader(value);

/** One of a closed list of codes. */
export const oneOf =
  <Code extends string>(codes: readonly Code[]): Reader<Code> =>
  (value) => {
    const found = codes.find((code) => code === value);
    ensure(found !== undefined, 'BAD_SHAPE', `want one of ${codes.join(' ')}`);
    return found;
  };
