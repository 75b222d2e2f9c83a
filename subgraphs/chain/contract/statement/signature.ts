import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PublicKey, SignedStatement } from '@caretrail/proof/command';

/** Whether the key signed the statement: ECDSA P-256 with SHA-256, whatever the statement itself says. */
export function isSignedBy({ signed, signature }: SignedStatement, key: PublicKey): boolean {
  const publicKey = keyOf(key);
  const options = publicKey && ({ key: publicKey, dsaEncoding: 'ieee-p1363' } as const);
  return options !== null && verify('sha256', Buffer.from(signed), options, signature);
}

/** Null for coordinates that are no point of the curve. */
function keyOf(key: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key: { ...key }, format: 'jwk' });
  } catch {
    return null;
  }
}
