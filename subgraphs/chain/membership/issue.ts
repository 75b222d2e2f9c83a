import 'reflect-metadata'; // @peculiar/x509 asks for it before its own import
import { randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { ATTRIBUTES_EXTENSION } from './attribute.ts';
import type { NodeRole } from './name.ts';

/** A certificate (one PEM block, 64 columns, LF) and its key (PKCS#8 PEM, P-256). */
export interface Credentials {
  readonly certificate: string;
  readonly privateKey: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const YEAR = 365 * 86_400_000;
/** Clocks of the parties differ; a certificate that begins "now" would be refused by one that is behind. */
const SLACK = 3_600_000;

const newKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** A positive serial number of 16 bytes. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** OpenSSL, Go and Python end a PEM block with a line feed; proof verification compares the bytes. */
const pem = (bytes: ArrayBuffer, tag: string): string => `${PemConverter.encode(bytes, tag).trimEnd()}\n`;

async function credentials(certificate: X509Certificate, key: CryptoKey): Promise<Credentials> {
  return {
    certificate: pem(certificate.rawData, 'CERTIFICATE'),
    privateKey: pem(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY'),
  };
}

/** Makes the root authority of an MSP. */
export async function createAuthority(msp: string, now: Date): Promise<Credentials> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ O: [msp] }, { CN: [`ca.${msp}`] }],
    notBefore: new Date(now.getTime() - SLACK),
    notAfter: new Date(now.getTime() + 20 * YEAR),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return credentials(certificate, keys.privateKey);
}

export interface CertificateRequest {
  /** The MSP's root, with its key. */
  readonly authority: Credentials;
  readonly commonName: string;
  readonly role: NodeRole;
  /** Fabric attributes, such as `caretrail.org`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** Issues a certificate under an MSP's root as Fabric's own authority does: role as organizational unit, attributes as JSON. */
export async function issueCertificate(request: CertificateRequest): Promise<Credentials> {
  const attributes = request.attributes
    ? [new Extension(ATTRIBUTES_EXTENSION, false, Buffer.from(JSON.stringify({ attrs: request.attributes })))]
    : [];
  return issue(
    request,
    [{ OU: [request.role] }, { CN: [request.commonName] }],
    [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true), ...attributes],
  );
}

/** Issues a certificate for the TLS server of a node, by host names. */
export async function issueServerCertificate(request: {
  readonly authority: Credentials;
  readonly names: readonly string[];
  readonly now: Date;
}): Promise<Credentials> {
  const names = request.names.map((value) => ({ type: 'dns' as const, value }));
  return issue(
    request,
    [{ CN: [request.names[0] ?? ''] }],
    [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
    ],
  );
}

/** RFC 5280, 4.2.1.1: what the authority calls its key, which need not be the SHA-1 that we make of one. */
async function authorityKeyIdentifier(root: X509Certificate): Promise<AuthorityKeyIdentifierExtension> {
  const named = root.getExtension(SubjectKeyIdentifierExtension);
  return named
    ? new AuthorityKeyIdentifierExtension(named.keyId)
    : AuthorityKeyIdentifierExtension.create(root.publicKey);
}

async function issue(
  { authority, now }: { readonly authority: Credentials; readonly now: Date },
  subject: JsonName,
  extensions: readonly Extension[],
): Promise<Credentials> {
  const root = new X509Certificate(authority.certificate);
  const encoded = PemConverter.decodeFirst(authority.privateKey);
  const signingKey = await crypto.subtle.importKey('pkcs8', encoded, ALGORITHM, false, ['sign']);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: root.subjectName,
    // Not outside the authority's own time: Fabric checks the chain as of a second after the certificate begins.
    notBefore: new Date(Math.max(now.getTime() - SLACK, root.notBefore.getTime())),
    notAfter: new Date(Math.min(now.getTime() + 10 * YEAR, root.notAfter.getTime())),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await authorityKeyIdentifier(root),
      ...extensions,
    ],
  });
  return credentials(certificate, keys.privateKey);
}
