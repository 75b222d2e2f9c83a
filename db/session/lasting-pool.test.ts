import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../server/server.ts';
import { connect, type Pool, poolUse } from './pool.ts';
import { openSession } from './session.ts';

const MOST = 4;
const settings = { organization: null, subject: null, case: null, purpose: null };

let folder: string;
let server: Server;
let pool: Pool;
const start = (port = 0) =>
  startServer({ folder: join(folder, 'postgres'), password: 'p', durable: false, log: 'ignore', port });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-lasting-'));
  server = await start();
  pool = connect(server.admin, { max: MOST });
});
afterAll(async () => {
  await pool?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One session with one statement, from its beginning to its end. */
async function ask(): Promise<unknown> {
  const session = openSession(pool, { role: 'postgres', settings });
  try {
    const [row] = await session.sql<{ one: number }>`select 1 as one`;
    await session.commit(null);
    return row?.one;
  } catch (error) {
    await session.rollback();
    return error instanceof Error ? Reflect.get(error, 'code') : error;
  }
}
const askAtOnce = () => Promise.all(Array.from({ length: 3 * MOST }, ask));

/** All connections there can be: each is open, and has read the types of arrays, which postgres.js waits for unattended. */
async function openAll(): Promise<void> {
  const held = await Promise.all(Array.from({ length: MOST }, () => pool.reserve()));
  for (const one of held) one.release();
}

describe('a pool whose server goes and comes back', () => {
  it('says at once that it is gone, and afterwards has all its connections again', async () => {
    expect(new Set(await askAtOnce())).toEqual(new Set([1]));
    await openAll();
    await server.stop();
    expect(new Set(await askAtOnce())).toEqual(new Set(['UNAVAILABLE']));
    expect(new Set(await askAtOnce())).toEqual(new Set(['UNAVAILABLE']));
    server = await start(server.port);
    await expect.poll(ask, { timeout: 10_000 }).toBe(1);
    expect(new Set(await askAtOnce())).toEqual(new Set([1]));
    expect(poolUse(pool)).toEqual({ size: MOST, used: 0, waiting: 0 });
    await openAll();
  }, 60_000);
});
