import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIdentity } from './authenticate.ts';
import type { Identity } from './identity.ts';

const ISSUER = 'https://issuer.test';
const PATIENT = '0b0e6a52-3c3d-4c0c-9a2f-0d6f0a4f7a11';
const CAPACITY = { tier: 'patient', role: null, organization: null, patient: PATIENT, purposes: ['PATRQT'] };
const AUDITOR = {
  tier: 'regulator',
  role: 'auditor',
  organization: 'health-authority',
  purposes: ['HCOMPL', 'PUBHLTH'],
};

let identity: Identity;
let sign: (claims: Record<string, unknown>, change?: (jwt: SignJWT) => SignJWT) => Promise<string>;
let stranger: typeof sign;

async function signer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await importJWK(await exportJWK(privateKey), 'ES256');
  const make: typeof sign = (claims, change = (jwt) => jwt) =>
    change(
      new SignJWT({ caretrail: CAPACITY, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .setIssuer(ISSUER)
        .setAudience('caretrail')
        .setSubject('someone')
        .setIssuedAt()
        .setExpirationTime('1h'),
    ).sign(key);
  return { make, jwk: { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' } };
}

beforeAll(async () => {
  const ours = await signer();
  sign = ours.make;
  stranger = (await signer()).make;
  identity = createIdentity(ISSUER, createLocalJWKSet({ keys: [ours.jwk] }));
});

const ask = (token: string, headers: Record<string, string> = {}) =>
  identity.authenticate({ authorization: `Bearer ${token}`, ...headers });

describe('who is asking', () => {
  it('is the public without a token', async () => {
    expect(await identity.authenticate({})).toMatchObject({ caller: { tier: 'public', purposes: [] } });
  });

  it('is what the token says, with the first purpose by default', async () => {
    const { caller } = await ask(await sign({ caretrail: AUDITOR }));
    expect(caller).toMatchObject({
      tier: 'regulator',
      role: 'auditor',
      purpose: 'HCOMPL',
      subject: 'someone',
    });
  });

  it('is a patient by record id', async () => {
    expect((await ask(await sign({}))).caller?.subject).toBe(PATIENT);
  });

  it('takes another purpose of the token, and refuses one that is not in it', async () => {
    const token = await sign({ caretrail: AUDITOR });
    expect((await ask(token, { 'caretrail-purpose': 'PUBHLTH' })).caller?.purpose).toBe('PUBHLTH');
    expect((await ask(token, { 'caretrail-purpose': 'TREAT' })).failure).toMatchObject({
      status: 403,
      code: 'FORBIDDEN_PURPOSE',
    });
  });

  it('takes a case from regulators only', async () => {
    const header = { 'caretrail-case': PATIENT };
    expect((await ask(await sign({ caretrail: AUDITOR }), header)).caller?.case).toBe(PATIENT);
    expect((await ask(await sign({}), header)).caller?.case).toBeNull();
    expect((await ask(await sign({}), { 'caretrail-case': "'; drop" })).failure?.code).toBe('BAD_USER_INPUT');
  });

  it('keeps SMART scopes and ignores others', async () => {
    expect((await ask(await sign({ scope: 'openid patient/Encounter.rs' }))).caller?.scopes).toEqual([
      'patient/Encounter.rs',
    ]);
    expect((await ask(await sign({ scope: 'openid' }))).caller?.scopes).toBeNull();
    const { caller } = await ask(await sign({ scope: 'openid  device:read' }));
    expect([caller?.scopes, caller?.tokenScopes]).toEqual([null, ['openid', 'device:read']]);
  });
});

describe('a bad token is refused, never taken for the public', () => {
  const hour = Math.floor(Date.now() / 1000) - 3600;
  const cases: [string, () => Promise<string>, string][] = [
    ['expired', () => sign({}, (jwt) => jwt.setExpirationTime(hour)), 'EXPIRED'],
    ['of another key', () => stranger({}), 'UNAUTHENTICATED'],
    ['of another issuer', () => sign({}, (jwt) => jwt.setIssuer('https://evil.test')), 'UNAUTHENTICATED'],
    ['for another audience', () => sign({}, (jwt) => jwt.setAudience('other')), 'UNAUTHENTICATED'],
    ['not yet valid', () => sign({}, (jwt) => jwt.setNotBefore(hour + 7200)), 'UNAUTHENTICATED'],
    [
      'with a role of another tier',
      () => sign({ caretrail: { ...AUDITOR, role: 'clinician' } }),
      'UNAUTHENTICATED',
    ],
    [
      'with a purpose of another role',
      () => sign({ caretrail: { ...AUDITOR, purposes: ['TREAT'] } }),
      'UNAUTHENTICATED',
    ],
    [
      'of a patient without a record',
      () => sign({ caretrail: { ...CAPACITY, patient: null } }),
      'UNAUTHENTICATED',
    ],
    ['that claims the public tier', () => sign({ caretrail: { tier: 'public' } }), 'UNAUTHENTICATED'],
    ['that is no token', async () => 'nonsense', 'UNAUTHENTICATED'],
    [
      'with alg none',
      async () =>
        new UnsecuredJWT({ caretrail: CAPACITY })
          .setIssuer(ISSUER)
          .setAudience('caretrail')
          .setSubject('x')
          .setExpirationTime('1h')
          .encode(),
      'UNAUTHENTICATED',
    ],
  ];
  it.each(cases)('%s', async (_name, make, code) => {
    expect((await ask(await make())).failure).toMatchObject({ status: 401, code });
  });

  it('another scheme, and a header sent twice', async () => {
    expect((await identity.authenticate({ authorization: 'Basic eDp5' })).failure?.status).toBe(401);
    expect((await identity.authenticate({ authorization: ['Bearer a', 'Bearer b'] })).failure?.status).toBe(
      401,
    );
  });
});
