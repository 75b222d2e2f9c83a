import { consistencyPath, inclusionPath, isConsistent, logLeaf, toHex, treeRoot } from '@caretrail/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../index.ts';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { extendLog } from './batch.ts';
import { consistencyPathAt, inclusionPaths, rootAt } from './paths.ts';
import { sampleVersion, storeVersions } from './testing/index.ts';
import { TileDamaged } from './tile.ts';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = connect(database.admin);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const extend = (log: string, limit?: number) => pool.begin((sql) => extendLog(sql, log, limit));

async function store(organization: string, count: number) {
  await storeVersions(
    pool,
    Array.from({ length: count }, () => sampleVersion({ organization })),
  );
}

async function anchor(log: string) {
  await pool`update provenance.checkpoint set state = 'ANCHORED', transaction = 'tx' where log = ${log}`;
}

/** Log leaves in their order, by the version rows themselves. */
async function leavesOf(log: string): Promise<Uint8Array[]> {
  const rows = await pool<{ hash: Uint8Array; position: string }[]>`
    select hash, position from provenance.version where log = ${log} and position is not null order by position`;
  expect(rows.map((row) => Number(row.position))).toEqual(rows.map((_, at) => at));
  return rows.map((row) => logLeaf(row.hash));
}

describe('a log in the database', () => {
  it('gives every version one place, oldest batch first, and answers for every size', async () => {
    const log = 'care/growing';
    for (const count of [3, 300, 1]) {
      await store('growing', count);
      expect(await extend(log)).toMatchObject({ state: 'GROWN', versions: count });
      await anchor(log);
    }
    const leaves = await leavesOf(log);
    expect(leaves).toHaveLength(304);
    const places = [
      { log, index: 0, size: 3 },
      { log, index: 2, size: 303 },
      { log, index: 302, size: 303 },
      { log, index: 303, size: 304 },
    ];
    const paths = await inclusionPaths(pool, places);
    expect(paths.map((path) => path?.map(toHex))).toEqual(
      places.map(({ index, size }) => inclusionPath(leaves.slice(0, size), index).map(toHex)),
    );
    expect(await rootAt(pool, log, 303)).toEqual(treeRoot(leaves.slice(0, 303)));
    const path = await consistencyPathAt(pool, log, 3, 304);
    expect(path.map(toHex)).toEqual(consistencyPath(leaves, 3).map(toHex));
    const old = { size: 3, root: treeRoot(leaves.slice(0, 3)) };
    expect(isConsistent(old, { size: 304, root: treeRoot(leaves) }, path)).toBe(true);
  });

  it('makes checkpoints that name the one before', async () => {
    const log = 'care/chained';
    for (let round = 0; round < 2; round++) {
      await store('chained', 2);
      await extend(log);
      await anchor(log);
    }
    const rows = await pool`
      select size::int, previous_size::int, previous_root from provenance.checkpoint where log = ${log} order by size`;
    const leaves = await leavesOf(log);
    expect(rows).toMatchObject([
      { size: 2, previous_size: 0, previous_root: null },
      { size: 4, previous_size: 2, previous_root: Buffer.from(treeRoot(leaves.slice(0, 2))) },
    ]);
  });

  it('takes a batch no larger than its limit', async () => {
    await store('bounded', 5);
    expect(await extend('care/bounded', 3)).toMatchObject({ state: 'GROWN', size: 3 });
    await anchor('care/bounded');
    expect(await extend('care/bounded', 3)).toMatchObject({ state: 'GROWN', size: 5 });
  });

  it('has one checkpoint under way at a time, whoever asks', async () => {
    await store('contested', 40);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => extend('care/contested')));
    expect(outcomes.map((outcome) => outcome.state).toSorted()).toEqual([
      'GROWN',
      ...Array(5).fill('WAITING'),
    ]);
    expect(await leavesOf('care/contested')).toHaveLength(40);
  });

  it('keeps nothing of a batch that was cut off', async () => {
    await store('cut', 4);
    const cut = pool.begin(async (sql) => {
      await extendLog(sql, 'care/cut');
      throw new Error('cut');
    });
    await expect(cut).rejects.toThrow('cut');
    expect(await leavesOf('care/cut')).toHaveLength(0);
    expect(await extend('care/cut')).toMatchObject({ state: 'GROWN', size: 4 });
  });

  it('takes nothing more after a refused checkpoint', async () => {
    await store('stopped', 1);
    await extend('care/stopped');
    await pool`update provenance.checkpoint set state = 'FAILED', reason = 'PREVIOUS' where log = 'care/stopped'`;
    await store('stopped', 1);
    expect(await extend('care/stopped')).toEqual({ state: 'STOPPED', reason: 'PREVIOUS' });
  });

  it('refuses to grow, and to give paths, on tiles that were cut short', async () => {
    await store('damaged', 5);
    await extend('care/damaged');
    await anchor('care/damaged');
    await pool`update provenance.tile set hashes = substring(hashes for 64) where log = 'care/damaged'`;
    await store('damaged', 1);
    await expect(extend('care/damaged')).rejects.toThrow(TileDamaged);
    const [path] = await inclusionPaths(pool, [{ log: 'care/damaged', index: 0, size: 5 }]);
    expect(path).toBeNull();
  });
});
