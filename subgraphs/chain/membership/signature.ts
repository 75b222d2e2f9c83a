import { createPrivateKey, type KeyObject, sign, verify } from 'node:crypto';

/** Order of P-256, and half of it: Fabric takes only signatures with S at most that (bccsp/sw/ecdsa.go). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;
const WIDTH = 32;

const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(2 * WIDTH, '0'), 'hex');

/** A positive INTEGER of ASN.1: minimal, with a leading zero where the first bit is set. */
function derInteger(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const minimal = bytes.subarray(start);
  const padded = (minimal[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), minimal]) : minimal;
  return Buffer.concat([Buffer.of(0x02, padded.length), padded]);
}

function derSignature(r: Buffer, s: Buffer): Buffer {
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** R and S as 32 bytes each of a DER signature that re-encodes equal; null for any other bytes. */
function parseSignature(signature: Uint8Array): { r: Buffer; s: Buffer } | null {
  const bytes = Buffer.from(signature);
  const length = bytes[3] ?? 0;
  const r = bytes.subarray(4, 4 + length);
  const s = bytes.subarray(6 + length);
  if (r.length === 0 || s.length === 0 || r.length > WIDTH + 1 || s.length > WIDTH + 1) return null;
  return derSignature(r, s).equals(bytes) ? { r, s } : null;
}

/** Signs with Node's own ECDSA (ten times the speed of pure JavaScript) and folds S to its lower half. */
function signLowS(message: Uint8Array, key: KeyObject): Buffer {
  const pair = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  const s = toInteger(pair.subarray(WIDTH));
  const low = s > HALF_ORDER ? toBytes(ORDER - s) : pair.subarray(WIDTH);
  return derSignature(pair.subarray(0, WIDTH), low);
}

/** A function that signs with a PKCS#8 PEM key; Fabric's signers of Ed25519 sign the message itself. */
export function signerOf(privateKey: string): (message: Uint8Array) => Buffer {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType === 'ed25519') return (message) => sign(null, message, key);
  return (message) => signLowS(message, key);
}

/** Whether Fabric would take the signature: ECDSA P-256 with low S in minimal DER, or (Fabric 3) Ed25519. */
export function isSignedBy(message: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  if (key.asymmetricKeyType === 'ed25519') return verify(null, message, key, signature);
  const parsed = parseSignature(signature);
  if (!parsed || toInteger(parsed.s) > HALF_ORDER) return false;
  return verify('sha256', message, key, signature);
}
