import { equal } from '../bytes/bytes.ts';
import { ensure } from '../refused.ts';
import { bigEndian } from './number.ts';

/** SubjectPublicKeyInfo of an uncompressed P-256 point, up to the point's coordinates (RFC 5480). */
const P256_PREFIX = Uint8Array.of(
  ...[0x30, 0x59, 0x30, 0x13],
  ...[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01], // id-ecPublicKey
  ...[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], // prime256v1
  ...[0x03, 0x42, 0x00, 0x04],
);
const COORDINATE_BYTES = 32;

// The curve y² = x³ - 3x + b over the field of p elements (SP 800-186, 3.2.1.3).
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/**
 * Checks that a SubjectPublicKeyInfo is a point of P-256, the only curve of the format. Off the curve a key would be
 * an error of the platform's, at the first signature, not a bad certificate. Refused: `BAD_SHAPE`.
 */
export function checkPublicKey(spki: Uint8Array): void {
  ensure(equal(spki.subarray(0, P256_PREFIX.length), P256_PREFIX), 'BAD_SHAPE', 'no P-256 key');
  const point = spki.subarray(P256_PREFIX.length);
  ensure(point.length === 2 * COORDINATE_BYTES, 'BAD_SHAPE', 'no P-256 key');
  const x = bigEndian(point.subarray(0, COORDINATE_BYTES));
  const y = bigEndian(point.subarray(COORDINATE_BYTES));
  const isOnCurve = x < P && y < P && (y * y - (x * x * x - 3n * x + B)) % P === 0n;
  ensure(isOnCurve, 'BAD_SHAPE', 'the key is no point of P-256');
}
