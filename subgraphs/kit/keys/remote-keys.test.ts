import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeysUnavailable, type RemoteKeysOptions, remoteKeys } from './remote-keys.ts';

const MINUTE = 60_000;
const keyOf = async (kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
};
const [first, second] = await Promise.all([keyOf('first'), keyOf('second')]);

type Answer = (response: ServerResponse) => void;
const publishes =
  (...keys: (typeof first)[]): Answer =>
  (response) =>
    response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));

let answer: Answer;
let asked = 0;
let now = 0;
const failures: string[] = [];
const server = createServer((_request, response) => {
  asked += 1;
  answer(response);
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = now = failures.length = 0;
  answer = publishes(first);
});

const keysOf = (options: RemoteKeysOptions = {}) =>
  remoteKeys(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`), {
    clock: () => now,
    onFailure: (error) => failures.push(String(error)),
    ...options,
  });
const check = async (keys: ReturnType<typeof remoteKeys>, { kid, privateKey } = first) => {
  const token = await new SignJWT({ said: kid }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey);
  return (await jwtVerify(token, keys)).payload['said'];
};
const none = { code: 'ERR_JWKS_NO_MATCHING_KEY' };

describe('keys at an address', () => {
  it('are fetched once, for however many requests', async () => {
    const keys = keysOf();
    expect(await Promise.all(Array.from({ length: 20 }, () => check(keys)))).toEqual(Array(20).fill('first'));
    expect(asked).toBe(1);
  });

  it('are found as they rotate: a new one at once, one that was taken out counts no longer than a minute', async () => {
    const keys = keysOf();
    await check(keys);
    answer = publishes(first, second);
    now += 6_000;
    expect([await check(keys, second), await check(keys)]).toEqual(['second', 'first']);
    answer = publishes(second);
    now += 61_000;
    await expect(check(keys)).rejects.toMatchObject(none);
    expect(await check(keys, second)).toBe('second');
  });

  it('that cannot be read are none', async () => {
    const damaged = { ...first, jwk: { ...first.jwk, x: 'AA' } };
    answer = publishes(damaged);
    await expect(check(keysOf())).rejects.toBeInstanceOf(KeysUnavailable);
  });

  it('are not asked for by everyone who makes up a kid', async () => {
    const keys = keysOf();
    await check(keys);
    now += 6_000;
    for (let n = 0; n < 50; n++) await expect(check(keys, second)).rejects.toMatchObject(none);
    expect(asked).toBe(2);
  });

  it('stay while their server is away, for a day, and every request does not wait for it', async () => {
    const keys = keysOf();
    await check(keys);
    answer = (response) => response.destroy();
    for (now = 2 * MINUTE; now < 24 * 60 * MINUTE; now += 60 * MINUTE)
      expect([await check(keys), await check(keys)]).toEqual(['first', 'first']);
    expect(failures).toHaveLength(24);
    now = 24 * 60 * MINUTE + 1_000;
    await expect(check(keys)).rejects.toBeInstanceOf(KeysUnavailable);
    answer = publishes(first);
    now += 6_000;
    expect(await check(keys)).toBe('first');
  });

  it('that were never had are told so, not taken for a wrong signature', async () => {
    answer = (response) => response.writeHead(503).end();
    const keys = keysOf();
    await expect(check(keys)).rejects.toThrow('The server of the JWK Set gives no keys: it answered 503');
    await expect(check(keys)).rejects.toBeInstanceOf(KeysUnavailable);
    expect(asked).toBe(1);
    answer = publishes(first);
    now += 6_000;
    expect(await check(keys)).toBe('first');
  });

  it.each<[string, Answer, string]>([
    ['is too long', (response) => response.end(`{"keys":[],"x":"${'x'.repeat(300_000)}"}`), 'bytes'],
    ['is no JSON', (response) => response.end('Josephine'), 'it answered no JWK Set'],
    ['has no keys', (response) => response.end('{"keys":[]}'), 'it answered no JWK Set'],
    ['leads elsewhere', (response) => response.writeHead(302, { location: '/x' }).end(), 'does not answer'],
    ['never begins', () => {}, 'it did not answer in 300 ms'],
    ['never ends', (response) => void response.write('{"keys":['), 'it did not answer in 300 ms'],
  ])('of a server whose answer %s are none, and what it said is not told', async (_, wrong, words) => {
    answer = wrong;
    const told: unknown = await check(keysOf({ deadline: 300 })).catch((error) => error);
    expect(told).toBeInstanceOf(KeysUnavailable);
    const { message } = told as KeysUnavailable;
    expect(message).toContain(words);
    expect(message).not.toMatch(/Josephine|127\.0\.0\.1/);
  });
});
