import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  connect,
  issueApiKey,
  listApiKeys,
  liveApiKeys,
  type Pool,
  revokeApiKey,
  type StoredBudgets,
  storedBudgets,
} from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KnownKeys } from '../../api-key/known-keys.ts';
import type { Intake } from '../../serve/fhir/intake.ts';
import type { Hub } from '../../serve/options.ts';
import { startTestHub } from '../../test/test-hub.ts';
import { ALLOWANCES, type Allowances } from '../allowance.ts';

let database: TestDatabase;
let pools: readonly [Pool, Pool];
/** Issues and revokes keys. */
let worker: Pool;
let stored: readonly StoredBudgets[];
const hubs: Hub[] = [];
const limited: string[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  const login = () => connect(database.address('caretrail_hub'), { max: 2 });
  pools = [login(), login()];
  worker = connect(database.address('caretrail_worker'), { max: 1 });
  stored = pools.map((pool) => storedBudgets(pool, 20));
});
beforeEach(async () => {
  limited.length = 0;
  await pools[0]`delete from access.budget`;
  // What is counted here is counted in one minute.
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 4_000) await wait(left + 50);
});
afterEach(() => Promise.all(hubs.splice(0).map((hub) => hub.close())));
afterAll(async () => {
  for (const one of stored) one.close();
  await Promise.all([...pools, worker].map((pool) => pool.end()));
  await database.stop();
});

/** Nothing is taken in: that it was asked is what counts. */
const intake: Intake = { take: async () => ({ kind: 'done', kept: true, outcomes: [] }) };
const metrics = {
  ...{ ended() {}, denied() {}, fetched() {}, committed() {} },
  ...{ streamOpened() {}, streamEnded() {}, eventsSent() {} },
  rateLimited: (tier: string) => void limited.push(tier),
};

/** Hubs side by side, each with connections of its own. */
async function start(given: Partial<Allowances>, proxyHops = 0): Promise<readonly Hub[]> {
  const allowances = { ...ALLOWANCES, ...given };
  for (const one of stored)
    hubs.push(
      await startTestHub({
        ...{ budgets: { allowances, proxyHops, stored: one }, intake, live: {}, metrics },
        apiKeys: new KnownKeys(() => liveApiKeys(pools[0]), pino({ level: 'silent' })),
      }),
    );
  return hubs;
}

const ask = (hub: Hub | undefined, caller: string | null, query = '{ network { channels } }', more = {}) =>
  fetch(`${hub?.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(caller !== null && { authorization: `Bearer ${caller}` }),
      ...more,
    },
    body: JSON.stringify({ query }),
  });

describe('hubs that share a database', () => {
  it('give a caller together what the caller may ask for, to the request', async () => {
    const [one, other] = await start({ hospital: { requests: 60, cost: 0 } });
    const replies = await Promise.all(
      Array.from({ length: 140 }, (_, turn) => ask(turn % 2 ? one : other, 'clinician')),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(80);
    expect(limited).toEqual(Array(80).fill('hospital'));
    // Another caller of that tier has a budget of their own.
    expect((await ask(one, 'registrar')).status).toBe(200);
  });

  it('count what questions cost too', async () => {
    const dear =
      '{ patients(first: 20) { edges { node { id encounters(first: 5) { edges { node { id } } } } } } }';
    const [one, other] = await start({ hospital: { requests: 0, cost: 500 } });
    const statuses: number[] = [];
    for (let turn = 0; turn < 10; turn++)
      statuses.push((await ask(turn % 2 ? one : other, 'clinician', dear)).status);
    // Each costs 120: twenty patients, five encounters of each.
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429, 429, 429, 429]);
  });

  it('ask it rarely: a budget is taken in parts', async () => {
    const [one] = await start({});
    for (let turn = 0; turn < 50; turn++) await ask(one, 'clinician');
    const [row] = await pools[0]<{ requests: string }[]>`select requests from access.budget`;
    expect(Number(row?.requests)).toBe(ALLOWANCES.hospital.requests / 20);
  });

  it('keep no word of who pays, and forget minutes that have passed', async () => {
    const [one] = await start({});
    await ask(one, 'clinician');
    const kept = () => pools[0]<{ payer: Buffer }[]>`select payer from access.budget`;
    expect((await kept()).map(({ payer }) => payer.length)).toEqual([32]);
    await pools[0]`update access.budget set minute = minute - 2`;
    await expect.poll(async () => (await kept()).length).toBe(0);
  });

  it('are the only ones who read or write what is counted', async () => {
    for (const login of ['caretrail_patients', 'caretrail_worker', 'caretrail_import'] as const) {
      const stranger = connect(database.address(login), { max: 1 });
      await expect(stranger`select from access.budget`).rejects.toMatchObject({ code: '42501' });
      await expect(stranger`delete from access.budget`).rejects.toMatchObject({ code: '42501' });
      await stranger.end();
    }
  });

  it('begin anew with the next minute', async () => {
    const allowances = { ...ALLOWANCES, hospital: { requests: 2, cost: 0 } };
    // The minute of this database ends in a moment, each time it is asked.
    const short: Pick<StoredBudgets, 'lease'> = {
      lease: async (request) => ({ ...(await (stored[0] as StoredBudgets).lease(request)), left: 400 }),
    };
    hubs.push(await startTestHub({ budgets: { allowances, proxyHops: 0, stored: short } }));
    const statuses = async () => {
      const all = [];
      for (let turn = 0; turn < 3; turn++) all.push((await ask(hubs[0], 'clinician')).status);
      return all;
    };
    expect(await statuses()).toEqual([200, 200, 429]);
    await pools[0]`update access.budget set minute = minute - 1`;
    await wait(450);
    expect(await statuses()).toEqual([200, 200, 429]);
  });
});

describe('a refusal', () => {
  it.each(['application/json', 'application/graphql-response+json'])('is an error for %s', async (accept) => {
    const [one] = await start({ hospital: { requests: 1, cost: 0 } });
    await ask(one, 'clinician');
    const reply = await ask(one, 'clinician', undefined, { accept });
    expect(reply.status).toBe(429);
    expect(reply.headers.get('content-type')).toContain(accept);
    const seconds = Number(reply.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await reply.json()).toEqual({
      errors: [
        {
          message: `You ask for more than you may in a minute: go on in ${seconds} s.`,
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
    });
  });

  it('comes for bundles and streams as well, which count as requests', async () => {
    const [one, other] = await start({ hospital: { requests: 2, cost: 0 } });
    const headers = { authorization: 'Bearer registrar' };
    const bundle = () =>
      fetch(`${one?.url}/fhir`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/fhir+json' },
        body: '{"resourceType":"Bundle","type":"batch","entry":[]}',
      });
    const stream = () => fetch(`${other?.url}/events`, { headers });
    expect((await bundle()).status).toBe(200);
    // This clinic has no feed; the way there is what counts.
    expect((await stream()).status).not.toBe(429);
    const [throttled, refused] = [await bundle(), await stream()];
    expect([throttled.status, refused.status]).toEqual([429, 429]);
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await throttled.json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'throttled' }],
    });
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });
});

describe('whoever has no usable token', () => {
  const few = { public: { requests: 2, cost: 0 } };

  it('pays with the connection’s address, whatever a header says and whatever token is tried', async () => {
    const [one] = await start(few);
    const from = (address: string) => ({ 'x-forwarded-for': address });
    expect((await ask(one, null, undefined, from('192.0.2.1'))).status).toBe(200);
    expect((await ask(one, 'guessed', undefined, from('192.0.2.2'))).status).toBe(401);
    expect((await ask(one, 'guessed', undefined, from('192.0.2.3'))).status).toBe(429);
    expect((await ask(one, 'clinician')).status).toBe(200);
  });

  it('behind a proxy of one’s own, with the address that the proxy saw', async () => {
    const [one] = await start(few, 1);
    const status = async (chain: string) =>
      (await ask(one, null, undefined, { 'x-forwarded-for': chain })).status;
    expect([await status('192.0.2.1'), await status('203.0.113.9, 192.0.2.1')]).toEqual([200, 200]);
    expect(await status('198.51.100.7, 192.0.2.1')).toBe(429);
    expect(await status('192.0.2.2')).toBe(200);
    // A whole network of IPv6 is one payer.
    expect([await status('2001:db8::1'), await status('2001:db8:0:0:ffff::2')]).toEqual([200, 200]);
    expect([await status('2001:DB8::3'), await status('2001:db8:0:1::1')]).toEqual([429, 200]);
  });
});

describe('an API key', () => {
  const issue = async (more: object = {}) => {
    const asked = { label: 'Open data portal', requests: 2, cost: 0, expires: null, ...more };
    const issued = await issueApiKey(worker, asked);
    if (!issued) throw new Error('No key was issued');
    return issued;
  };
  const withKey = (hub: Hub | undefined, key: string, caller: string | null = null) =>
    ask(hub, caller, '{ network { channels } me { tier } }', { 'caretrail-key': key });

  it('is a budget of its own, at all hubs together, and no right', async () => {
    const [one, other] = await start({ public: { requests: 1, cost: 0 } });
    const [{ key }, second, third] = [await issue(), await issue(), await issue()];
    expect((await ask(one, null)).status).toBe(200);
    expect((await ask(one, null)).status).toBe(429);
    const reply = await withKey(one, key);
    expect(await reply.json()).toMatchObject({ data: { me: { tier: 'public' } } });
    expect((await withKey(other, key)).status).toBe(200);
    expect([(await withKey(one, key)).status, (await withKey(other, key)).status]).toEqual([429, 429]);
    expect((await withKey(one, second.key)).status).toBe(200);
    const hidden = await ask(one, null, '{ patients { totalCount } }', {
      'caretrail-key': third.key,
    });
    expect(await hidden.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('that is unknown or has expired is refused, at the expense of the address; beside a token too', async () => {
    const [one] = await start({ public: { requests: 3, cost: 0 } });
    const { key } = await issue();
    const past = await issue({ expires: new Date(Date.now() - 1_000) });
    expect((await withKey(one, key, 'clinician')).status).toBe(400);
    for (const wrong of [`${key}x`, past.key]) {
      const reply = await withKey(one, wrong);
      expect([reply.status, await reply.json()]).toMatchObject([
        401,
        { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
      ]);
    }
    expect((await withKey(one, 'guessed')).status).toBe(429);
    expect((await withKey(one, key)).status).toBe(200);
  });

  it('is revoked within two seconds; while the database is away, known ones go on', async () => {
    let away = false;
    const warned: unknown[] = [];
    const read = () => (away ? Promise.reject(new Error('away')) : liveApiKeys(pools[0]));
    const keys = new KnownKeys(read, { warn: (about: unknown) => void warned.push(about) });
    const [kept, ended] = [await issue(), await issue()];
    expect([(await keys.find(kept.key))?.id, (await keys.find(ended.key))?.id]).toEqual([kept.id, ended.id]);
    await revokeApiKey(worker, ended.id);
    await expect.poll(() => keys.find(ended.key), { timeout: 4_000 }).toBeNull();
    away = true;
    await wait(2_100);
    expect((await keys.find(kept.key))?.id).toBe(kept.id);
    expect(warned).toHaveLength(1);
    await expect(new KnownKeys(read, { warn: () => {} }).find(kept.key)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  it('is kept as a hash alone, that hubs may not write', async () => {
    const { key, id } = await issue();
    const [row] = await worker`select * from access.api_key where id = ${id}`;
    expect(row?.['digest']).toEqual(createHash('sha256').update(key).digest());
    expect(JSON.stringify([row, await listApiKeys(worker)])).not.toContain(key.slice(-20));
    for (const change of [
      'delete from access.api_key',
      'update access.api_key set requests = 0',
      'update access.api_key set revoked = null',
    ])
      await expect(pools[0].unsafe(change)).rejects.toMatchObject({ code: '42501' });
    await expect(worker`update access.api_key set digest = ''`).rejects.toMatchObject({ code: '42501' });
  });
});
