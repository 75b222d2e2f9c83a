import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sampleVersion, storeVersions } from '@caretrail/db/provenance/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnchoringPlace, until } from './anchoring-place.ts';

const WORKER = join(import.meta.dirname, '..', '..', 'gateway', 'launch', 'process', 'worker.ts');
const MEMBERS = ['lakeside', 'harbor-mutual'];

let place: AnchoringPlace;
beforeAll(async () => {
  place = await AnchoringPlace.open();
});
afterAll(() => place?.close());

/** The worker as the launcher starts it: a process of its own that takes its configuration from its input. */
async function startWorkerProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--no-deprecation', WORKER], { stdio: ['pipe', 'pipe', 'ignore'] });
  const config = {
    profile: join(place.ledger.home, 'ledger', 'profile.json'),
    members: join(place.ledger.home, 'ledger', 'keys', 'members'),
    database: place.database.address('caretrail_worker'),
    ...{ retention: {}, treatingDays: 365 },
    logLevel: 'silent',
  };
  child.stdin?.write(`${JSON.stringify(config)}\n`);
  await once(child.stdout ?? child, 'data');
  return child;
}

const pending = async () => {
  const [row] = await place.admin<{ pending: number }[]>`
    select count(*)::int as pending from provenance.version where not exists (
      select from provenance.checkpoint
      where checkpoint.log = version.log and checkpoint.size > version.position and checkpoint.state = 'ANCHORED')`;
  return row?.pending ?? -1;
};

describe('a worker that is killed', () => {
  it('at any moment leaves what the next one continues: every version anchored, every checkpoint once', async () => {
    let made = 0;
    for (const life of [60, 250, 500]) {
      const child = await startWorkerProcess();
      const versions = MEMBERS.flatMap((organization) =>
        [1, 2, 3].map(() => sampleVersion({ organization })),
      );
      await storeVersions(place.admin, versions);
      made += versions.length;
      await new Promise((resolve) => setTimeout(resolve, life));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const last = await startWorkerProcess();
    await until(pending, (count) => count === 0, 60_000);
    const checkpoints = await place.admin<{ log: string; size: number }[]>`
      select log, size::int from provenance.checkpoint order by log, size`;
    const anchors = await until(
      () => place.anchorsOnLedger(),
      (found) => found.size >= checkpoints.length,
    );
    expect(anchors).toEqual(new Map(checkpoints.map(({ log, size }) => [`${log} ${size}`, 1])));
    expect([...anchors.keys()]).toEqual(
      expect.arrayContaining([`care/harbor-mutual ${made / 2}`, `care/lakeside ${made / 2}`]),
    );
    last.stdin?.end();
    expect(await once(last, 'exit')).toEqual([0, null]);
  }, 120_000);
});
