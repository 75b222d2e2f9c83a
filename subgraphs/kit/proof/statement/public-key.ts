import { sha256 } from '#sha256';
import { bytes32 } from '../command/readers.ts';
import { ensure } from '../refused.ts';
import { toBase64url } from '../text/base64.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { members } from '../text/shape.ts';

/** A P-256 public key as a JSON Web Key with nothing but the required members (RFC 7518, 6.2.1). */
export type PublicKey = Readonly<{ crv: 'P-256'; kty: 'EC'; x: string; y: string }>;

/** Reads a key; whether it is a point of the curve shows when it verifies. Refused: `BAD_SHAPE BAD_BASE64URL`. */
export function publicKey(value: JsonValue): PublicKey {
  const { crv, kty, x, y } = members(value, ['crv', 'kty', 'x', 'y']);
  ensure(crv === 'P-256' && kty === 'EC', 'BAD_SHAPE', 'want an EC key of P-256');
  return { crv, kty, x: bytes32(x), y: bytes32(y) };
}

/** SHA-256 over the required members in order, base64url (RFC 7638). */
export const thumbprint = (key: PublicKey): string => toBase64url(sha256(jcs(publicKey(key))));
