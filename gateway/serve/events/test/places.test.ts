import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect, type Pool, type StoredPlaces, storedPlaces } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub } from '../../../test/test-hub.ts';
import type { Hub } from '../../options.ts';
import type { PlaceStore } from '../places.ts';
import { Feed } from './feed.ts';

/** Milliseconds; places are told of three times in it. */
const LEASE = 1_500;
const CALLER = createHash('sha256').update('["hospital","clinician","lakeside","clinician-1"]').digest('hex');

let database: TestDatabase;
let pools: readonly [Pool, Pool];
let stored: readonly [StoredPlaces, StoredPlaces];
const hubs: Hub[] = [];
const open: Response[] = [];
let child: ChildProcess | null = null;

beforeAll(async () => {
  database = await startTestDatabase();
  const login = () => connect(database.address('caretrail_hub'), { max: 2 });
  pools = [login(), login()];
  stored = [storedPlaces(pools[0], LEASE), storedPlaces(pools[1], LEASE)];
});
afterEach(async () => {
  child?.kill('SIGKILL');
  for (const one of open.splice(0)) await one.body?.cancel();
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
  await expect.poll(async () => (await kept()).length).toBe(0);
});
afterAll(async () => {
  for (const one of stored) one.close();
  await Promise.all(pools.map((pool) => pool.end()));
  await database.stop();
});

const kept = () =>
  pools[0]<{ caller: Buffer }[]>`select caller from access.stream_place where until >= now()`;

async function start(places: PlaceStore): Promise<Hub> {
  const feed = new Feed();
  const hub = await startTestHub({
    subgraphs: [feed.subgraph],
    live: { head: async () => feed.length, limits: { caller: 3, all: 100 }, places },
    drain: 1_000,
  });
  hubs.push(hub);
  return hub;
}

async function listen(hub: Hub, caller = 'clinician'): Promise<number> {
  const response = await fetch(`${hub.url}/events`, { headers: { authorization: `Bearer ${caller}` } });
  open.push(response);
  return response.status;
}

/** Another hub's process, which takes the caller's places and is killed. */
async function killedHub(count: number): Promise<void> {
  const held = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'holder.ts'),
      database.address('caretrail_hub'),
      CALLER,
      String(count),
      String(LEASE),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child = held;
  await once(held.stdout, 'data');
}

describe('streams of one caller', () => {
  it('are counted at all hubs that share a database, and nobody is named there', async () => {
    const [one, other] = [await start(stored[0]), await start(stored[1])];
    const statuses = await Promise.all([one, other, one, other, one, other].map((hub) => listen(hub)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    expect(await listen(other, 'patient')).toBe(200);
    const rows = (await kept()).map(({ caller }) => caller.toString('hex'));
    expect(rows.filter((row) => row === CALLER)).toHaveLength(3);
    for (const one of open.splice(0)) await one.body?.cancel();
    await expect.poll(() => listen(other)).toBe(200);
  });

  it('hold their places for as long as they last, also over a crash of the server', async () => {
    const [one, other] = [await start(stored[0]), await start(stored[1])];
    for (let turn = 0; turn < 3; turn++) expect(await listen(one)).toBe(200);
    // What a crash leaves of a table that is not logged.
    await pools[0]`delete from access.stream_place`;
    await new Promise((resolve) => setTimeout(resolve, LEASE * 1.5));
    expect(await listen(other)).toBe(429);
  });

  it('of a hub that was killed are forgotten, and not before', async () => {
    const hub = await start(stored[0]);
    await killedHub(3);
    await new Promise((resolve) => setTimeout(resolve, LEASE * 1.5));
    expect(await listen(hub)).toBe(429);
    const killed = performance.now();
    child?.kill('SIGKILL');
    await expect.poll(() => listen(hub), { timeout: LEASE * 3, interval: 100 }).toBe(200);
    expect(performance.now() - killed).toBeGreaterThan(LEASE / 3);
  });

  it('are counted by each hub alone while the database cannot be asked', async () => {
    const hub = await start({ take: () => Promise.reject(new Error('connection refused')) });
    for (const expected of [200, 200, 200, 429]) expect(await listen(hub)).toBe(expected);
  });
});
