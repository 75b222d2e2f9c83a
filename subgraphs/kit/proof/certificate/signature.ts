import { concatenate } from '../bytes/bytes.ts';
import { ensure, Refused } from '../refused.ts';
import type { Certificate } from './certificate.ts';
import { DerReader, minimalInteger, only, TAG } from './der.ts';
import { bigEndian } from './number.ts';

/** Order of the P-256 group (SP 800-186, 3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const SCALAR_BYTES = 32;
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const;
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * Whether the certificate's key signed a message of Fabric: ECDSA P-256 with SHA-256 in canonical DER, and of the two
 * values of S that verify the lower one, or anybody could make a second signature out of a first.
 */
export async function isSignedBy(
  certificate: Certificate,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  const scalars = scalarsOf(signature);
  if (scalars === null || scalars.s > ORDER / 2n) return false;
  return verifies(certificate, scalars, message);
}

/** Whether the authority's key signed a certificate. Authorities do not lower S, and nobody counts on it. */
export async function isIssuedBy(certificate: Certificate, authority: Certificate): Promise<boolean> {
  const scalars = scalarsOf(certificate.signature);
  return scalars !== null && verifies(authority, scalars, certificate.signed);
}

interface Scalars {
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly s: bigint;
}

async function verifies(signer: Certificate, { raw }: Scalars, message: Uint8Array): Promise<boolean> {
  return subtle().verify(ECDSA, await keyOf(signer), raw, new Uint8Array(message));
}

/** Authorities and peers recur within a proof. */
const keys = new WeakMap<Certificate, Promise<CryptoKey>>();

function keyOf(certificate: Certificate): Promise<CryptoKey> {
  const known = keys.get(certificate);
  if (known) return known;
  const key = subtle().importKey('spki', new Uint8Array(certificate.publicKey), P256, false, ['verify']);
  keys.set(certificate, key);
  return key;
}

/** Browsers have no `subtle` on pages from insecure origins; that must not look like a bad signature. */
function subtle(): SubtleCrypto {
  const { subtle: found } = globalThis.crypto;
  if (!found) throw new Error('WebCrypto is not available: serve the page over https, or from localhost');
  return found;
}

/** r and s of a signature in DER (RFC 3279, 2.2.3) that no other bytes encode; null for anything else. */
function scalarsOf(signature: Uint8Array): Scalars | null {
  try {
    const reader = new DerReader(only(signature, TAG.sequence).content);
    const [r, s] = [scalar(reader), scalar(reader)];
    reader.end();
    return { raw: concatenate(r, s), s: bigEndian(s) };
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** A positive INTEGER as 32 bytes. */
function scalar(reader: DerReader): Uint8Array {
  const content = minimalInteger(reader.expect(TAG.integer));
  const digits = content[0] === 0 ? content.subarray(1) : content;
  const isPositive = (content[0] ?? 0) < 0x80;
  ensure(isPositive && digits.length <= SCALAR_BYTES, 'BAD_SHAPE', 'no scalar of P-256');
  const padded = new Uint8Array(SCALAR_BYTES);
  padded.set(digits, SCALAR_BYTES - digits.length);
  return padded;
}
