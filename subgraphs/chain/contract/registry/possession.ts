import { createHash, createPublicKey, verify } from 'node:crypto';
import { jcs } from '@caretrail/proof';
import { z } from 'zod';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A P-256 public key as a JSON Web Key, with nothing but the required members. */
export const publicKeyShape = z.strictObject({
  crv: z.literal('P-256'),
  kty: z.literal('EC'),
  x: coordinate,
  y: coordinate,
});

export type PublicKey = Readonly<z.infer<typeof publicKeyShape>>;

/** What a key signs about itself or its successor; channel and function keep it from being used elsewhere. */
export interface KeyStatement {
  readonly channel: string;
  readonly function: string;
  readonly organization: string;
  /** Thumbprint. */
  readonly key: string;
  /** Thumbprint of the key that gives way, or null. */
  readonly replaces: string | null;
}

/** The only header a statement may have: ES256, no `crit`, no embedded key (RFC 8725). */
const HEADER = Buffer.from('{"alg":"ES256"}').toString('base64url');

/** SHA-256 over the required members in order (RFC 7638). */
export const thumbprintOf = (key: PublicKey): string =>
  createHash('sha256')
    .update(jcs({ ...key }))
    .digest('base64url');

/** The bytes of a statement that are signed: `header.payload` of a JWS. */
export const statementText = (statement: KeyStatement): string =>
  `${HEADER}.${Buffer.from(jcs({ v: 1, chaincode: 'caretrail', contract: 'registry', ...statement })).toString('base64url')}`;

/** Whether `jws` is exactly this statement, signed by the key: anything else in it is refused. */
export function provesPossession(statement: KeyStatement, jws: string, key: PublicKey): boolean {
  const expected = statementText(statement);
  const signature = jws.slice(expected.length + 1);
  if (jws !== `${expected}.${signature}` || !/^[A-Za-z0-9_-]{86}$/.test(signature)) return false;
  try {
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    return verify('sha256', Buffer.from(expected), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes);
  } catch {
    return false; // coordinates that are no point of the curve
  }
}
