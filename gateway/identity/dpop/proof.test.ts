import { createHash } from 'node:crypto';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  SignJWT,
} from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestHub } from '../../test/test-hub.ts';
import { createIdentity } from '../authenticate.ts';
import type { Identity, RequestTarget } from '../identity.ts';

const ISSUER = 'https://issuer.test';
const REQUEST: RequestTarget = { method: 'POST', path: '/graphql', host: 'caretrail.test' };
const CLAIMS = { tier: 'hospital', role: 'clinician', organization: 'lakeside' };

type Pair = Awaited<ReturnType<typeof pair>>;
async function pair() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: await exportJWK(publicKey) };
}

const seen = new Set<string>();
/** As the database does it, for all hubs. */
const used = {
  use: async (id: string) => {
    const first = !seen.has(id);
    seen.add(id);
    return first;
  },
};

let issuer: Pair;
let holder: Pair;
let identity: Identity;
let serial = 0;
beforeAll(async () => {
  [issuer, holder] = [await pair(), await pair()];
  const keys: JWK[] = [{ ...issuer.jwk, alg: 'ES256', kid: 'k' }];
  identity = createIdentity(ISSUER, createLocalJWKSet({ keys }), used);
});
beforeEach(() => seen.clear());

const now = () => Math.floor(Date.now() / 1000);
const tokenFor = (cnf: object | undefined) =>
  new SignJWT({ caretrail: CLAIMS, ...(cnf && { cnf }) })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setIssuer(ISSUER)
    .setAudience('caretrail')
    .setSubject('staff-17')
    .setExpirationTime('1h')
    .sign(issuer.privateKey);
const bound = async () => tokenFor({ jkt: await calculateJwkThumbprint(holder.jwk) });
const ath = (token: string) => createHash('sha256').update(token).digest('base64url');

interface Change {
  readonly by?: Pair;
  readonly claims?: object;
  readonly header?: object;
}
const proofFor = (token: string, { by = holder, claims = {}, header = {} }: Change = {}) =>
  new SignJWT({
    ...{ jti: `proof-${++serial}`, htm: 'POST', htu: 'https://caretrail.test/graphql', iat: now() },
    ...{ ath: ath(token), ...claims },
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: by.jwk, ...header })
    .sign(by.privateKey);

const ask = (token: string, proof?: string | string[], scheme = 'DPoP', request?: RequestTarget | 'proven') =>
  identity.authenticate({ authorization: `${scheme} ${token}`, ...(proof && { dpop: proof }) }, request);
const refused = { failure: { status: 401, code: 'UNAUTHENTICATED' } };

describe('a token that its issuer bound to a key', () => {
  it('counts with a proof of that key, once', async () => {
    const token = await bound();
    const proof = await proofFor(token);
    expect((await ask(token, proof, 'DPoP', REQUEST)).caller?.subject).toBe('staff-17');
    expect(await ask(token, proof, 'DPoP', REQUEST)).toMatchObject(refused);
    expect((await ask(token, await proofFor(token), 'DPoP', REQUEST)).caller?.subject).toBe('staff-17');
  });

  it('is refused to whoever only has the token', async () => {
    const token = await bound();
    expect(await ask(token, undefined, 'Bearer', REQUEST)).toMatchObject(refused);
    expect(await ask(token, undefined, 'DPoP', REQUEST)).toMatchObject(refused);
    expect(await ask(token, await proofFor(token), 'Bearer', REQUEST)).toMatchObject(refused);
    expect(await ask(token, await proofFor(token))).toMatchObject(refused);
    const twice = [await proofFor(token), await proofFor(token)];
    expect(await ask(token, twice, 'DPoP', REQUEST)).toMatchObject(refused);
  });

  const wrong: [string, () => Promise<Change>][] = [
    ['of another key', async () => ({ by: await pair() })],
    ['that names another key than signed it', async () => ({ header: { jwk: (await pair()).jwk } })],
    ['for another token', async () => ({ claims: { ath: ath('another') } })],
    ['for another method', async () => ({ claims: { htm: 'GET' } })],
    ['for another path', async () => ({ claims: { htu: 'https://caretrail.test/fhir' } })],
    ['for another host', async () => ({ claims: { htu: 'https://evil.test/graphql' } })],
    ['of long ago', async () => ({ claims: { iat: now() - 70 } })],
    ['of the future', async () => ({ claims: { iat: now() + 70 } })],
    ['without an id', async () => ({ claims: { jti: undefined } })],
    ['of another type', async () => ({ header: { typ: 'jwt' } })],
  ];
  it.each(wrong)('is refused with a proof %s, which uses nothing up', async (_, change) => {
    const token = await bound();
    expect(await ask(token, await proofFor(token, await change()), 'DPoP', REQUEST)).toMatchObject(refused);
    expect(seen.size).toBe(0);
  });

  it('is refused where it is bound in a way that is not checked here', async () => {
    const token = await tokenFor({ 'x5t#S256': ath('a certificate') });
    expect(await ask(token, undefined, 'Bearer', REQUEST)).toMatchObject(refused);
    expect(await ask(token, await proofFor(token), 'DPoP', REQUEST)).toMatchObject(refused);
  });

  it('is refused at a hub that cannot know which proofs were used', async () => {
    const keys: JWK[] = [{ ...issuer.jwk, alg: 'ES256', kid: 'k' }];
    const alone = createIdentity(ISSUER, createLocalJWKSet({ keys }));
    const token = await bound();
    const headers = { authorization: `DPoP ${token}`, dpop: await proofFor(token) };
    expect(await alone.authenticate(headers, REQUEST)).toMatchObject(refused);
  });

  it('goes on for a stream that was proven when it began', async () => {
    expect((await ask(await bound(), undefined, 'DPoP', 'proven')).caller?.subject).toBe('staff-17');
  });
});

it('a hub asks for the proof at each of its addresses', async () => {
  const hub = await startTestHub({ identity, live: {} });
  const token = await bound();
  const sendTo = (path: string, method: string, dpop: string) =>
    fetch(`${hub.url}${path}`, {
      method,
      headers: { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: '{"query":"{ me { subject } }"}' }),
    });
  const asking = await proofFor(token, { claims: { htu: `${hub.url}/graphql` } });
  const reply = await sendTo('/graphql?once', 'POST', asking);
  expect(await reply.json()).toEqual({ data: { me: { subject: 'staff-17' } } });
  const again = await sendTo('/graphql?twice', 'POST', asking);
  expect([again.status, again.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining('DPoP'),
  ]);
  const elsewhere = await proofFor(token, { claims: { htm: 'GET', htu: `${hub.url}/graphql` } });
  expect((await sendTo('/events', 'GET', elsewhere)).status).toBe(401);
  const listening = await proofFor(token, { claims: { htm: 'GET', htu: `${hub.url}/events` } });
  // This clinic has no feed; the way there is what counts.
  expect((await sendTo('/events', 'GET', listening)).status).not.toBe(401);
  await hub.close();
});

it('a token that is bound to nothing comes as a bearer token alone', async () => {
  const token = await tokenFor(undefined);
  expect((await ask(token, undefined, 'Bearer', REQUEST)).caller?.subject).toBe('staff-17');
  expect(await ask(token, await proofFor(token), 'DPoP', REQUEST)).toMatchObject(refused);
});
