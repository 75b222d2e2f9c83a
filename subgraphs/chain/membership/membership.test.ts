import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority, isSignedBy, issueCertificate, readCertificate, signerOf } from './index.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe('certificates of an MSP', () => {
  it('are issued under its root with role, member attribute and validity', async () => {
    const authority = await createAuthority('HospitalMSP', now);
    const { certificate, privateKey } = await issueCertificate({
      authority,
      commonName: 'lakeside service',
      role: 'client',
      attributes: { 'caretrail.org': 'lakeside' },
      now,
    });
    const root = new X509Certificate(authority.certificate);
    const issued = new X509Certificate(certificate);
    expect(root.ca && issued.checkIssued(root) && issued.verify(root.publicKey)).toBe(true);
    expect(issued.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
    expect(readCertificate(certificate)).toMatchObject({ role: 'client', member: 'lakeside' });
    expect(issued.validFromDate.getTime()).toBeLessThan(now.getTime());
  });

  it('are one PEM block in canonical form, which proofs compare byte by byte', async () => {
    const { certificate } = await createAuthority('PayerMSP', now);
    const body = new X509Certificate(certificate).raw.toString('base64').replace(/.{1,64}/g, '$&\n');
    expect(certificate).toBe(`-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`);
  });

  it('without attribute name no member', async () => {
    const authority = await createAuthority('PayerMSP', now);
    const peer = await issueCertificate({ authority, commonName: 'peer0', role: 'peer', now });
    expect(readCertificate(peer.certificate)).toMatchObject({ role: 'peer', member: null });
  });
});

describe('signatures as Fabric takes them', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const message = Buffer.from('message');

  it('have a low S', () => {
    const signer = signerOf(pem);
    for (let round = 0; round < 64; round += 1) {
      expect(isSignedBy(message, signer(message), publicKey)).toBe(true);
    }
    expect(isSignedBy(Buffer.from('other'), signer(message), publicKey)).toBe(false);
  });

  it('are refused with a high S, although the mathematics agrees', () => {
    const pair = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const s = BigInt(`0x${pair.subarray(32).toString('hex')}`);
    const high = s > ORDER / 2n ? s : ORDER - s;
    const integer = (hex: string) => {
      const even = Buffer.from(hex.padStart(64, '0'), 'hex');
      const trimmed = even.subarray(even.findIndex((byte) => byte !== 0));
      const value = (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
      return Buffer.concat([Buffer.of(2, value.length), value]);
    };
    const body = Buffer.concat([integer(pair.subarray(0, 32).toString('hex')), integer(high.toString(16))]);
    const signature = Buffer.concat([Buffer.of(0x30, body.length), body]);
    expect(isSignedBy(message, signature, publicKey)).toBe(false);
  });

  it('are refused as anything but minimal DER', () => {
    const signature = signerOf(pem)(message);
    expect(isSignedBy(message, Buffer.concat([signature, Buffer.of(0)]), publicKey)).toBe(false);
    expect(isSignedBy(message, Buffer.alloc(0), publicKey)).toBe(false);
    expect(isSignedBy(message, Buffer.from('30'), publicKey)).toBe(false);
  });
});
