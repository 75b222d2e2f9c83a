import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity } from '../authenticate.ts';
import type { Persona } from '../persona.ts';
import { createIssuer, type EmbeddedIssuer, ISSUER_PATH } from './issuer.ts';
import { mintToken } from './mint.ts';

const CLINICIAN: Persona = {
  name: 'clinician',
  tier: 'hospital',
  role: 'clinician',
  organization: 'lakeside',
  subject: 'staff-17',
  purposes: ['TREAT', 'ETREAT'],
  case: null,
};

let server: Server;
let issuer: EmbeddedIssuer;
let origin: string;
let key: Record<string, unknown>;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  key = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  server = createServer((request, response) => void issuer.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = createIssuer({
    issuer: `${origin}${ISSUER_PATH}`,
    key,
    cookieKey: randomBytes(32).toString('hex'),
    redirects: [`${origin}/en/signed-in`],
    personas: async () => [CLINICIAN],
  });
});
afterAll(() => server.close());

/** Follows redirects as a browser does, keeping cookies, until the client's own address or an answer comes. */
async function follow(start: string, jar: Map<string, string>): Promise<Response | URL> {
  let at = start;
  for (let hop = 0; hop < 8; hop++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (!location) return response;
    at = new URL(location, at).href;
    if (at.startsWith(`${origin}/en/signed-in`)) return new URL(at);
  }
  throw new Error('too many redirects');
}

function authorization(
  hint: string,
  challenge: string,
  asked: { readonly prompt?: string; readonly max_age?: string },
): string {
  const query = new URLSearchParams({
    client_id: 'caretrail-explorer',
    response_type: 'code',
    redirect_uri: `${origin}/en/signed-in`,
    scope: 'openid caretrail',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 's',
    nonce: 'n',
    login_hint: hint,
    ...asked,
  });
  return `${origin}${ISSUER_PATH}/auth?${query}`;
}

const member = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;

async function tokens(grant: Record<string, string>): Promise<{ access: string; refresh: string }> {
  const response = await fetch(`${origin}${ISSUER_PATH}/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'caretrail-explorer', ...grant }),
  });
  const body: unknown = await response.json();
  const [access, refresh] = [member(body, 'access_token'), member(body, 'refresh_token')];
  if (typeof access !== 'string' || typeof refresh !== 'string') throw new Error(JSON.stringify(body));
  return { access, refresh };
}

async function signIn(jar: Map<string, string>, asked: Parameters<typeof authorization>[2]) {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const back = await follow(authorization('clinician', challenge, asked), jar);
  if (!(back instanceof URL)) throw new Error(await back.text());
  return tokens({
    grant_type: 'authorization_code',
    redirect_uri: `${origin}/en/signed-in`,
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
  });
}

describe('the embedded issuer', () => {
  it('signs a persona in by authorization code and PKCE, with a token that names the capacity', async () => {
    const { access: token } = await signIn(new Map(), { prompt: 'login' });
    const identity = createIdentity(`${origin}${ISSUER_PATH}`, issuer.keys);
    const { caller } = await identity.authenticate({ authorization: `Bearer ${token}` });
    expect(caller).toMatchObject({
      tier: 'hospital',
      role: 'clinician',
      organization: 'lakeside',
      subject: 'staff-17',
      purpose: 'TREAT',
      scopes: null,
    });
    expect(caller?.authenticatedAt).toBeGreaterThan(Date.now() / 1000 - 60);
  });

  it('renews a session without a question', async () => {
    const jar = new Map<string, string>();
    await signIn(jar, { prompt: 'login' });
    expect((await signIn(jar, { prompt: 'none' })).access).toMatch(/^ey/);
  });

  it('extends a session by refresh tokens that work once, and keeps the time of the sign-in', async () => {
    const first = await signIn(new Map(), { prompt: 'login' });
    const grant = { grant_type: 'refresh_token', refresh_token: first.refresh };
    const next = await tokens(grant);
    const identity = createIdentity(`${origin}${ISSUER_PATH}`, issuer.keys);
    const [before, after] = await Promise.all(
      [first, next].map(({ access }) => identity.authenticate({ authorization: `Bearer ${access}` })),
    );
    expect(after?.caller).toMatchObject({ subject: 'staff-17', purpose: 'TREAT' });
    expect(after?.caller?.authenticatedAt).toBe(before?.caller?.authenticatedAt);
    await expect(tokens(grant)).rejects.toThrow('invalid_grant');
  });

  it('signs in anew who asks for a fresh sign-in, by max_age or prompt, and keeps nobody else from theirs', async () => {
    const jar = new Map<string, string>();
    const identity = createIdentity(`${origin}${ISSUER_PATH}`, issuer.keys);
    const signedInAt = async (asked: Parameters<typeof authorization>[2]) => {
      const { access } = await signIn(jar, asked);
      const { caller } = await identity.authenticate({ authorization: `Bearer ${access}` });
      return caller?.authenticatedAt ?? 0;
    };
    const first = await signedInAt({ prompt: 'login' });
    await wait(2100);
    expect(await signedInAt({ prompt: 'none' })).toBe(first);
    expect(await signedInAt({ max_age: '60' })).toBe(first);
    const aged = await signedInAt({ max_age: '1' });
    expect(aged).toBeGreaterThan(first);
    await wait(1100);
    expect(await signedInAt({ prompt: 'login', max_age: '300' })).toBeGreaterThan(aged);
  });

  it('refuses a persona it does not know', async () => {
    const answer = await follow(authorization('nobody', 'x'.repeat(43), { prompt: 'login' }), new Map());
    expect(answer).toMatchObject({ status: 400 });
  });

  it('offers codes, and refresh tokens to extend what a code began', async () => {
    const response = await fetch(`${origin}${ISSUER_PATH}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
    });
  });

  it.each(['?', '?x=1', '/', '/nowhere', '//evil.example'])('has nothing at %s', async (rest) => {
    expect((await fetch(`${origin}${ISSUER_PATH}${rest}`)).status).toBe(404);
  });

  it('gives the command the same token as the browser', async () => {
    const now = Math.floor(Date.now() / 1000);
    const token = await mintToken(CLINICIAN, `${origin}${ISSUER_PATH}`, key, now);
    const identity = createIdentity(`${origin}${ISSUER_PATH}`, issuer.keys);
    const { caller } = await identity.authenticate({ authorization: `Bearer ${token}` });
    expect(caller).toMatchObject({ subject: 'staff-17', expires: now + 3600, authenticatedAt: now });
  });
});
