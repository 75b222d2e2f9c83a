import { KeyObject, verify } from 'node:crypto';
import { errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { CONTEXT_TYPE } from './signed-context.ts';

/** The one form of header that a hub writes (RFC 7515): no other algorithm, no critical extension, no key of its own. */
const headerShape = z.strictObject({
  alg: z.literal('EdDSA'),
  typ: z.literal(CONTEXT_TYPE),
  kid: z.string().min(1),
});

const objects = new WeakMap<CryptoKey, KeyObject>();

/** Key sets give keys of Web Cryptography, which only other threads check with. */
function keyObject(key: CryptoKey): KeyObject {
  const known = objects.get(key) ?? KeyObject.from(key);
  objects.set(key, known);
  return known;
}

async function keyFor(header: z.infer<typeof headerShape>, keys: JWTVerifyGetKey): Promise<KeyObject | null> {
  try {
    const key = await keys(header, { payload: '', signature: '' });
    const found = key instanceof CryptoKey ? keyObject(key) : null;
    return found?.type === 'public' && found.asymmetricKeyType === 'ed25519' ? found : null;
  } catch (error) {
    // Keys that cannot be had are our trouble, not the sender's: that is no error of jose.
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * What is in a token that one of the keys signed; null if none of them did. The signature is checked in this thread, as
 * it was made: that takes less than the way to another thread and back.
 */
export async function signedPayload(token: string, keys: JWTVerifyGetKey): Promise<unknown> {
  const [head = '', payload = '', signature = '', ...more] = token.split('.');
  const header = headerShape.safeParse(decoded(head));
  if (!header.success || more.length > 0) return null;
  const key = await keyFor(header.data, keys);
  const signed = Buffer.from(`${head}.${payload}`);
  return key && verify(null, signed, key, Buffer.from(signature, 'base64url')) ? decoded(payload) : null;
}
