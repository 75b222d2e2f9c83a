import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate } from '../../../chain/membership/index.ts';
import { reasonOf } from '../test/outcome.ts';
import { utf8 } from '../text/utf8.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { nameText, organizationalUnits } from './name.ts';
import { fromPem } from './pem.ts';
import { isIssuedBy } from './signature.ts';

const now = new Date('2026-11-20T12:00:00Z');
let pem: string;
let authority: Certificate;
let certificate: Certificate;

beforeAll(async () => {
  const root = await createAuthority('HospitalMSP', now);
  const issued = await issueCertificate({
    authority: root,
    commonName: 'peer0, lakeside',
    role: 'peer',
    now,
  });
  pem = issued.certificate;
  certificate = parseCertificate(fromPem(utf8(pem)));
  authority = parseCertificate(fromPem(utf8(root.certificate)));
});

describe('a certificate', () => {
  it('says what Node reads in it', () => {
    const node = new X509Certificate(pem);
    expect(certificate.validity).toEqual({
      notBefore: Date.parse(node.validFrom) / 1000,
      notAfter: Date.parse(node.validTo) / 1000,
    });
    expect(Buffer.from(certificate.publicKey)).toEqual(
      node.publicKey.export({ format: 'der', type: 'spki' }),
    );
    expect(certificate.issuer).toEqual(authority.subject);
    expect(certificate.extensions).toEqual({
      isAuthority: false,
      usage: { digitalSignature: true, keyCertSign: false },
      hasUnknownCritical: false,
      attributes: null,
    });
    expect(authority.extensions.isAuthority).toBe(true);
  });

  it('has a name that people can read and a role that cannot hide', () => {
    expect(organizationalUnits(certificate.name)).toEqual(['peer']);
    expect(nameText(certificate.name)).toBe('CN=peer0\\, lakeside,OU=peer');
  });

  it('is issued by its authority and nobody else', async () => {
    expect(await isIssuedBy(certificate, authority)).toBe(true);
    expect(await isIssuedBy(authority, authority)).toBe(true);
    expect(await isIssuedBy(authority, certificate)).toBe(false);
    expect(await isIssuedBy({ ...certificate, signed: authority.signed }, authority)).toBe(false);
  });

  it('stands alone in its PEM text, written in one way', () => {
    const refused = [
      pem.trimEnd(),
      `${pem}\n`,
      `subject=peer0\n${pem}`,
      pem + pem,
      pem.replaceAll('\n', '\r\n'),
      pem.replace(/\n(?=[A-Za-z0-9+/]{64}\n)/g, ''),
      pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      '',
    ];
    expect(reasonOf(() => fromPem(utf8(pem)))).toBe('OK');
    for (const text of refused) expect(reasonOf(() => fromPem(utf8(text)))).not.toBe('OK');
  });

  it('with a byte changed is refused, or no longer issued by its authority', async () => {
    const { der } = certificate;
    const change = fc.integer({ min: 1, max: 255 });
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - 1), change, async (at, by) => {
        const changed = der.map((byte, place) => (place === at ? byte ^ by : byte));
        if (reasonOf(() => parseCertificate(changed)) !== 'OK') return;
        const read = parseCertificate(changed);
        expect(read.isEcdsaSha256 && (await isIssuedBy(read, authority))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('cut off or followed by anything is refused', () => {
    const { der } = certificate;
    for (let length = 0; length < der.length; length += 7)
      expect(reasonOf(() => parseCertificate(der.subarray(0, length)))).toBe('BAD_SHAPE');
    expect(reasonOf(() => parseCertificate(Uint8Array.of(...der, 0)))).toBe('BAD_SHAPE');
  });
});
