import { generateKeyPairSync, sign } from 'node:crypto';
import {
  commandArgument,
  grantConsent,
  publicKey,
  readStatement,
  type Statement,
  signStatement,
  statementFor,
  statementText,
  thumbprint,
} from '@caretrail/proof/command';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal, type RefusalCode } from '../refusal.ts';
import type { RegisteredKey } from '../registry/key.ts';
import { GENESIS, newKeyHolder } from '../test/party.ts';
import { acceptStatement, parseSignedCall } from './signed-call.ts';

const request = { consent: '12'.repeat(16), commitment: 'ab'.repeat(32), until: null };
const argument = commandArgument(grantConsent, request);
const person = await newKeyHolder();
const registered: RegisteredKey = {
  ...{ thumbprint: person.thumbprint, key: person.key },
  ...{ organization: 'lakeside', subject: '34'.repeat(16), state: 'ACTIVE', successor: null, sequence: 4 },
};
const place = { channel: 'care', genesis: GENESIS };
const signing = { ...place, key: person.thumbprint, sequence: 5, now: 1_800_000_000 };
const statement = statementFor(grantConsent, argument, signing);
const good = await signStatement(statement, person.privateKey);

function outcome(jws: string, key: RegisteredKey | null = registered, text = argument): RefusalCode | number {
  try {
    return acceptStatement(parseSignedCall(grantConsent, place, text, jws).signed, key).sequence;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** Of the group that P-256 makes (SEC 2, 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const jcsText = (value: Statement) => JSON.stringify(value, Object.keys(value).sort());
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const resigned = (changed: Partial<Record<keyof Statement, unknown>>) =>
  signStatement({ ...statement, ...changed } as Statement, person.privateKey);

describe('a statement', () => {
  it('moves its key’s sequence on, once', () => {
    expect(outcome(good)).toBe(5);
    expect(outcome(good, { ...registered, sequence: 5 })).toBe('SEQUENCE');
    expect(outcome(good, { ...registered, sequence: 6 })).toBe('SEQUENCE');
  });

  it('may be made by Node as well as by WebCrypto', () => {
    const { publicKey: own, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { crv, kty, x, y } = own.export({ format: 'jwk' });
    const key = publicKey({ crv: `${crv}`, kty: `${kty}`, x: `${x}`, y: `${y}` });
    const text = statementText({ ...statement, key: thumbprint(key) });
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const jws = `${text}.${signature.toString('base64url')}`;
    expect(outcome(jws, { ...registered, key, thumbprint: thumbprint(key) })).toBe(5);
  });

  it('has the thumbprint of RFC 7638 for its key', () => {
    // Section 3.1 has an RSA key; this is the P-256 key of RFC 7517, appendix A.1, hashed by OpenSSL.
    const key = {
      ...{ crv: 'P-256', kty: 'EC' },
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
    };
    expect(thumbprint(publicKey(key))).toBe('cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s');
  });

  it('counts for an active key that is registered, and for no other', async () => {
    const other = await newKeyHolder();
    expect(outcome(good, null)).toBe('KEY_UNKNOWN');
    expect(outcome(good, { ...registered, thumbprint: other.thumbprint })).toBe('KEY_UNKNOWN');
    expect(outcome(good, { ...registered, key: other.key })).toBe('SIGNATURE');
    expect(outcome(good, { ...registered, state: 'RETIRED' })).toBe('KEY_NOT_ACTIVE');
    expect(outcome(good, { ...registered, state: 'OFFERED' })).toBe('KEY_NOT_ACTIVE');
  });

  it('is about one call at one place, and lives an hour at most', async () => {
    for (const changed of [
      { channel: 'open' },
      { genesis: 'cd'.repeat(32) },
      { chaincode: 'other' },
      { contract: 'upload' },
      { function: 'revoke' },
      { argsHash: '00'.repeat(32) },
      ...['', 5, 'a b', null].map((key) => ({ key })),
      { sequence: 0 },
      { exp: statement.iat },
      { exp: statement.iat + 3601 },
      { v: 2 },
      { extra: 1 },
    ])
      expect(outcome(await resigned(changed)), JSON.stringify(changed)).toBe('STATEMENT');
    const other = commandArgument(grantConsent, { ...request, consent: '56'.repeat(16) });
    expect(outcome(good, registered, other)).toBe('STATEMENT');
    expect(outcome(good, registered, ` ${argument}`)).toBe('ARGUMENTS');
  });

  it('has one header: nobody chooses an algorithm or brings a key', () => {
    const [, payload, signature] = good.split('.');
    for (const header of [
      { alg: 'none', kid: person.thumbprint },
      { alg: 'HS256', kid: person.thumbprint },
      { alg: 'ES384', kid: person.thumbprint },
      { alg: 'ES256' },
      { alg: 'ES256', kid: 'another' },
      { alg: 'ES256', crit: ['exp'], kid: person.thumbprint },
      { alg: 'ES256', jwk: person.key, kid: person.thumbprint },
      { kid: person.thumbprint, alg: 'ES256' },
    ])
      expect(outcome(`${base64url(header)}.${payload}.${signature}`)).toBe('STATEMENT');
  });

  it('has one payload: no member twice, no other order, number or encoding, though its key signed that', async () => {
    const text = jcsText(statement);
    for (const payload of [
      text.replace('{', '{"sequence":5,'),
      text.replace('"sequence":5', '"sequence":5.0'),
      text.replace('"sequence":5', '"sequence":9007199254740993'),
      text.replace('"care"', '"c\\u0061re"'),
      text.replace('"care"', '"c\u0430re"'),
      ` ${text}`,
      `[${text}]`,
    ]) {
      expect(payload).not.toBe(text);
      const [header] = good.split('.');
      const signed = `${header}.${Buffer.from(payload).toString('base64url')}`;
      const signature = await crypto.subtle.sign(ES256, person.privateKey, Buffer.from(signed));
      expect(outcome(`${signed}.${Buffer.from(signature).toString('base64url')}`), payload).toBe('STATEMENT');
    }
  });

  it('is taken with either of the two signatures that ECDSA has for it, and once altogether', () => {
    const [header, payload, signature = ''] = good.split('.');
    const [r, s] = [0, 32].map((from) => Buffer.from(signature, 'base64url').subarray(from, from + 32));
    const other = (ORDER - BigInt(`0x${s?.toString('hex')}`)).toString(16).padStart(64, '0');
    const twin = Buffer.concat([r as Buffer, Buffer.from(other, 'hex')]).toString('base64url');
    expect(outcome(`${header}.${payload}.${twin}`)).toBe(5);
    expect(outcome(`${header}.${payload}.${twin}`, { ...registered, sequence: 5 })).toBe('SEQUENCE');
    for (const bytes of [Buffer.alloc(64), Buffer.alloc(64, 255), Buffer.alloc(64, Buffer.of(1))])
      expect(outcome(`${header}.${payload}.${bytes.toString('base64url')}`)).toBe('SIGNATURE');
  });

  it('has a signature of 64 bytes, and no room for more than it says', () => {
    const [header, payload, signature = ''] = good.split('.');
    for (const bytes of ['', signature.slice(0, 84), `${signature}AA`])
      expect(outcome(`${header}.${payload}.${bytes}`)).toBe('STATEMENT');
    expect(() => readStatement('A'.repeat(2049))).toThrow('no statement is this long');
  });

  it('of a key that is no point of the curve is signed by nobody', () => {
    const [x, y] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((one) => one.toString('base64url'));
    const nowhere = { ...person.key, x: `${x}`, y: `${y}` };
    expect(outcome(good, { ...registered, key: nowhere })).toBe('SIGNATURE');
  });

  it('is refused, never a crash, whatever is changed in it', () => {
    const changed = fc
      .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 4 }), fc.nat(4))
      .map(([place, text, gone]) => good.slice(0, place) + text + good.slice(place + gone))
      .filter((jws) => jws !== good);
    fc.assert(
      fc.property(fc.oneof(changed, fc.string(), fc.constant(`${good}.${good}`)), (jws) => {
        expect(['STATEMENT', 'SIGNATURE', 'KEY_UNKNOWN']).toContain(outcome(jws));
      }),
      { numRuns: 500 },
    );
  });
});
