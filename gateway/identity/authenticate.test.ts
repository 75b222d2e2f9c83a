import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIdentity } from './authenticate.ts';
import { claimMapping, mappingFault } from './claim-mapping.ts';
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

const MAPPING = claimMapping.parse({
  capacity: {
    claim: '/realm_access/roles',
    values: {
      doctor: { tier: 'hospital', role: 'clinician', purposes: ['TREAT'] },
      billing: { tier: 'hospital', role: 'registrar' },
      member: { tier: 'patient' },
    },
  },
  organization: { claim: 'https://ehr.example/site', values: { '0107': 'lakeside' } },
  patient: { claim: 'fhirUser' },
  subject: { claim: 'employee' },
  scope: { claim: 'scp' },
});

let identity: Identity;
/** Of an issuer that knows nothing of Caretrail. */
let mapped: Identity;
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
  const keys = createLocalJWKSet({ keys: [ours.jwk] });
  identity = createIdentity(ISSUER, keys);
  mapped = createIdentity({ issuer: ISSUER, audience: 'records', mapping: MAPPING }, keys);
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

  it('but for five seconds by which clocks differ', async () => {
    const now = Math.floor(Date.now() / 1000);
    const of = async (change: (jwt: SignJWT) => SignJWT) => (await ask(await sign({}, change))).failure?.code;
    expect(await of((jwt) => jwt.setExpirationTime(now - 3))).toBeUndefined();
    expect(await of((jwt) => jwt.setExpirationTime(now - 7))).toBe('EXPIRED');
    expect(await of((jwt) => jwt.setNotBefore(now + 3))).toBeUndefined();
    expect(await of((jwt) => jwt.setNotBefore(now + 8))).toBe('UNAUTHENTICATED');
  });

  it('another scheme, and a header sent twice', async () => {
    expect((await identity.authenticate({ authorization: 'Basic eDp5' })).failure?.status).toBe(401);
    expect((await identity.authenticate({ authorization: ['Bearer a', 'Bearer b'] })).failure?.status).toBe(
      401,
    );
  });
});

describe('claims of an issuer that knows nothing of Caretrail', () => {
  const claims = {
    caretrail: undefined,
    realm_access: { roles: ['offline_access', 'doctor'] },
    'https://ehr.example/site': '0107',
    employee: 'e-4711',
  };
  const asked = async (change: Record<string, unknown> = {}, audience = 'records') => {
    const token = await sign({ ...claims, ...change }, (jwt) => jwt.setAudience(audience));
    return mapped.authenticate({ authorization: `Bearer ${token}` });
  };
  const roles = (...held: unknown[]) => ({ realm_access: { roles: held } });

  it('make the caller, by role, member and staff id', async () => {
    expect((await asked()).caller).toMatchObject({
      ...{ tier: 'hospital', role: 'clinician', organization: 'lakeside', subject: 'e-4711' },
      ...{ purposes: ['TREAT'], scopes: null },
    });
  });

  it('make a patient, by id or FHIR reference', async () => {
    for (const fhirUser of [PATIENT, `Patient/${PATIENT}`, `https://ehr.example/fhir/Patient/${PATIENT}`])
      expect((await asked({ ...roles('member'), fhirUser })).caller).toMatchObject({
        ...{ tier: 'patient', subject: PATIENT, organization: null },
      });
  });

  it('narrow by scopes, as text or list', async () => {
    for (const scp of ['openid user/Patient.r', ['openid', 'user/Patient.r']])
      expect((await asked({ scp })).caller?.scopes).toEqual(['user/Patient.r']);
  });

  const refused: [string, Record<string, unknown>][] = [
    ['no capacity', roles('offline_access')],
    ['two capacities', roles('doctor', 'billing')],
    ['names of the language', roles('constructor', '__proto__')],
    ['roles that are no texts', roles({ doctor: true })],
    ['a member that the table does not hold', { 'https://ehr.example/site': '0108' }],
    ['two members', { 'https://ehr.example/site': ['0107', '0107'] }],
    ['no staff id', { employee: undefined }],
    ['a patient without a record', roles('member')],
    ['somebody else’s kind of record', { ...roles('member'), fhirUser: `Practitioner/${PATIENT}` }],
    ['scopes that are no texts', { scp: ['openid', { user: 'Patient.r' }] }],
    ['a claim caretrail of its own', { ...roles(), caretrail: AUDITOR }],
  ];
  it.each(refused)('with %s are refused', async (_, change) => {
    expect((await asked(change)).failure).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('are refused for another audience, also the one that is usual', async () => {
    expect((await asked({}, 'caretrail')).failure?.code).toBe('UNAUTHENTICATED');
  });
});

describe('a mapping that cannot be used says where, and why', () => {
  const of = (values: unknown, more: object = {}) => ({ capacity: { claim: 'roles', values }, ...more });
  const site = { organization: { claim: 'site' } };
  it.each([
    [{}, /^capacity: /],
    [of({}), 'capacity.values: names no capacity'],
    [of({ nurse: { tier: 'clinic' } }), /^capacity\.values\.nurse\.tier: /],
    [
      of({ nurse: { tier: 'payer', role: 'clinician' } }, site),
      /values\.nurse: the role is not one of the tier$/,
    ],
    [
      of({ nurse: { tier: 'hospital', role: 'clinician', purposes: ['HPAYMT'] } }, site),
      /values\.nurse: a purpose is not one of the role$/,
    ],
    [
      of({ nurse: { tier: 'hospital', role: 'clinician' } }),
      'organization: is needed for nurse: name its claim',
    ],
    [of({ self: { tier: 'patient' } }), 'patient: is needed for self: name its claim'],
    [of({ self: { tier: 'public' } }), /^capacity\.values\.self\.tier: /],
    [of({ self: { tier: 'patient', patient: PATIENT } }), /^capacity\.values\.self: /],
    [of({}, { organisation: site }), /^the mapping: /],
  ])('%j', (mapping, told) => {
    expect(mappingFault(mapping)).toMatch(told);
  });
});
