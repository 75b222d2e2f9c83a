import { equal } from '../bytes/bytes.ts';
import { ensure } from '../refused.ts';
import { context, DerReader, minimalInteger, objectIdentifier, only, TAG } from './der.ts';
import { type Extensions, parseExtensions } from './extensions.ts';
import { type Name, parseName } from './name.ts';
import { checkPublicKey } from './public-key.ts';
import { parseValidity, type Validity } from './validity.ts';

/** An X.509 certificate (RFC 5280, 4.1) with a P-256 key, as far as the format asks. */
export interface Certificate {
  readonly der: Uint8Array;
  /** The bytes that its issuer signed (TBSCertificate). */
  readonly signed: Uint8Array;
  /** The issuer's signature, ECDSA in DER if `isEcdsaSha256`. */
  readonly signature: Uint8Array;
  readonly isEcdsaSha256: boolean;
  /** Encoded names: issuing is compared by bytes. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly name: Name;
  readonly validity: Validity;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly extensions: Extensions;
}

const VERSION_3 = 2;

/** AlgorithmIdentifier of ecdsa-with-SHA256: no parameters (RFC 5758, 3.2). */
const ECDSA_SHA256 = Uint8Array.of(
  ...[0x30, 0x0a, 0x06, 0x08],
  ...[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
);

/** Reads a DER certificate; its signature is not checked. Refused: `BAD_SHAPE`. */
export function parseCertificate(der: Uint8Array): Certificate {
  const outer = new DerReader(only(der, TAG.sequence).content);
  const signed = outer.expect(TAG.sequence);
  const algorithm = algorithmOf(outer);
  const signature = bits(outer.expect(TAG.bitString).content);
  outer.end();

  const inner = new DerReader(signed.content);
  checkVersion(inner.expect(context(0)).content);
  minimalInteger(inner.expect(TAG.integer)); // serial number
  const signedAlgorithm = algorithmOf(inner);
  const issuer = inner.expect(TAG.sequence).whole;
  const validity = parseValidity(inner.expect(TAG.sequence).content);
  const subject = inner.expect(TAG.sequence).whole;
  const publicKey = inner.expect(TAG.sequence).whole;
  const extensions = inner.optional(context(3));
  inner.end();

  parseName(issuer); // compared by its bytes, but it must be a name
  checkPublicKey(publicKey);
  return {
    der,
    signed: signed.whole,
    signature,
    // The algorithm stands twice, once where the signature covers it (RFC 5280, 4.1.1.2).
    isEcdsaSha256: equal(algorithm, ECDSA_SHA256) && equal(signedAlgorithm, ECDSA_SHA256),
    issuer,
    subject,
    name: parseName(subject),
    validity,
    publicKey,
    extensions: parseExtensions(extensions?.content ?? null),
  };
}

function checkVersion(content: Uint8Array): void {
  const [version, ...more] = only(content, TAG.integer).content;
  ensure(version === VERSION_3 && more.length === 0, 'BAD_SHAPE', 'no certificate of X.509 version 3');
}

/** An AlgorithmIdentifier, whatever it names: who signed an authority's certificate is not asked. */
function algorithmOf(reader: DerReader): Uint8Array {
  const { whole, content } = reader.expect(TAG.sequence);
  objectIdentifier(new DerReader(content).expect(TAG.objectIdentifier));
  return whole;
}

/** A BIT STRING of whole bytes. */
function bits(content: Uint8Array): Uint8Array {
  ensure(content[0] === 0, 'BAD_SHAPE', 'a signature does not fill its last byte');
  return content.subarray(1);
}
