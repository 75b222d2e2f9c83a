import { generateKeyPairSync, sign } from 'node:crypto';
import {
  commandArgument,
  grantConsent,
  publicKey,
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
import { newKeyHolder } from '../test/party.ts';
import { acceptStatement, parseSignedCall } from './signed-call.ts';

const request = { consent: '12'.repeat(16), commitment: 'ab'.repeat(32), until: null };
const argument = commandArgument(grantConsent, request);
const person = await newKeyHolder();
const registered: RegisteredKey = {
  ...{ thumbprint: person.thumbprint, key: person.key },
  ...{ organization: 'lakeside', subject: '34'.repeat(16), state: 'ACTIVE', successor: null, sequence: 4 },
};
const signing = { channel: 'care', key: person.thumbprint, sequence: 5, now: 1_800_000_000 };
const statement = statementFor(grantConsent, argument, signing);
const good = await signStatement(statement, person.privateKey);

function outcome(jws: string, key: RegisteredKey | null = registered, text = argument): RefusalCode | number {
  try {
    return acceptStatement(parseSignedCall(grantConsent, 'care', text, jws).signed, key).sequence;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

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
      { chaincode: 'other' },
      { contract: 'upload' },
      { function: 'revoke' },
      { argsHash: '00'.repeat(32) },
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
      { alg: 'ES256' },
      { alg: 'ES256', kid: 'another' },
      { alg: 'ES256', crit: ['exp'], kid: person.thumbprint },
      { alg: 'ES256', jwk: person.key, kid: person.thumbprint },
      { kid: person.thumbprint, alg: 'ES256' },
    ])
      expect(outcome(`${base64url(header)}.${payload}.${signature}`)).toBe('STATEMENT');
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
