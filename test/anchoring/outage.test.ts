import { join } from 'node:path';
import { sampleVersion, storeVersions } from '@caretrail/db/provenance/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../system/programs.ts';
import { AnchoringPlace, until } from './anchoring-place.ts';

let place: AnchoringPlace;
beforeAll(async () => {
  place = await AnchoringPlace.open();
});
afterAll(() => place?.close());

const MEMBERS = ['lakeside', 'northgate', 'harbor-mutual'] as const;

/** Writes versions now and then, as an importer that does not care about the ledger. */
async function write(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await storeVersions(
      place.admin,
      MEMBERS.map((organization) => sampleVersion({ organization })),
    );
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Every place of every log is taken once, and every checkpoint is on the ledger once. */
async function expectWhole(): Promise<void> {
  const gaps = await place.admin`
    select log, count(*)::int as versions, count(distinct position)::int as places, max(position)::int + 1 as size
    from provenance.version group by log having count(*) <> count(distinct position) or count(*) <> max(position) + 1`;
  expect([...gaps]).toEqual([]);
  const checkpoints = await place.admin<{ log: string; size: number }[]>`
    select log, size::int from provenance.checkpoint where state = 'ANCHORED' order by log, size`;
  const anchors = await until(
    () => place.anchorsOnLedger(),
    (found) => found.size >= checkpoints.length,
  );
  expect(anchors).toEqual(new Map(checkpoints.map(({ log, size }) => [`${log} ${size}`, 1])));
  const chain = await place.admin`
    select this.number from provenance.block this join provenance.block before on before.number = this.number - 1
    where this.previous_hash <> before.hash`;
  expect([...chain]).toEqual([]);
}

describe('a worker', () => {
  it('anchors everything once although ledger and chaincode are killed again and again', async () => {
    const worker = place.work(MEMBERS);
    const writing = write(40);
    for (let outage = 0; outage < 2; outage++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await place.ledger.killDevpeer();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await place.ledger.startDevpeer();
    }
    await place.ledger.killChaincode();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await place.ledger.startChaincode();
    await writing;
    await until(worker.anchored, ({ pending }) => pending === 0, 60_000);
    expect((await worker.anchored()).stopped).toEqual([]);
    await expectWhole();
    await worker.stop();
  }, 120_000);

  it('notes at a checkpoint why it waits: for the ledger, and for receipts of a transaction that is in a block', async () => {
    const state = () => place.admin<{ state: string; reason: string | null }[]>`
      select state, reason from provenance.checkpoint where log = 'care/saint-anne' order by size desc limit 1`;
    const noted = (reason: string | null) =>
      until(state, ([row]) => row?.reason === reason && (reason !== null || row.state === 'ANCHORED'));
    let killed: Promise<void> | null = null;
    const worker = place.work(['saint-anne'], {
      onStep: (step) => {
        if (step === 'testify') killed ??= place.ledger.killDevpeer();
      },
    });
    await storeVersions(place.admin, [sampleVersion({ organization: 'saint-anne' })]);
    await noted('AWAITING_RECEIPTS');
    await killed;
    await place.ledger.startDevpeer();
    await noted(null);
    await place.ledger.killDevpeer();
    await storeVersions(place.admin, [sampleVersion({ organization: 'saint-anne' })]);
    await noted('LEDGER_AWAY');
    await place.ledger.startDevpeer();
    await noted(null);
    await worker.stop();
  }, 60_000);

  it('stops and starts again and again, and another with it, and loses nothing', async () => {
    const writing = write(30);
    for (let start = 0; start < 4; start++) {
      const workers = [place.work(MEMBERS), place.work(MEMBERS)];
      await new Promise((resolve) => setTimeout(resolve, 150 * start));
      await Promise.all(workers.map((worker) => worker.stop()));
    }
    await writing;
    const worker = place.work(MEMBERS);
    await until(worker.anchored, ({ pending }) => pending === 0, 60_000);
    await expectWhole();
    await worker.stop();
  }, 120_000);

  it('leaves the logs of members alone whose keys it does not hold', async () => {
    await storeVersions(place.admin, [sampleVersion({ organization: 'unity-health' })]);
    const worker = place.work(MEMBERS);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await worker.anchored()).pending).toBe(1);
    await worker.stop();
  });

  it('tells in the metrics of its process that it leaves a failing ledger alone, and when it does so no more', async () => {
    const { home, profile } = place.ledger;
    const program = await startProgram({
      entry: 'gateway/launch/serve-worker.ts',
      environment: {
        ...{ DATABASE_LOGIN_URL: place.database.address('caretrail_worker'), CARETRAIL_HOME: home },
        ...{ LEDGER_PROFILE: join(home, 'ledger', 'profile.json'), METRICS_PORT: '0' },
      },
    });
    const breaker = async () => {
      const text = await (await fetch(program.metrics)).text();
      const read = (name: string) =>
        Number(new RegExp(`^caretrail_ledger_${name}(?:\\{.*\\})? (\\d+)$`, 'm').exec(text)?.[1]);
      return { up: read('up'), open: read('breaker_open'), openings: read('breaker_openings_total') };
    };
    await until(breaker, (seen) => seen.up === 1 && seen.open === 0 && seen.openings === 0);
    await place.ledger.killDevpeer();
    await storeVersions(
      place.admin,
      profile.organizations.map(({ id }) => sampleVersion({ organization: id })),
    );
    await until(breaker, ({ up, open, openings }) => up === 0 && open === 1 && openings > 0);
    await place.ledger.startDevpeer();
    await until(breaker, ({ up, open, openings }) => up === 1 && open === 0 && openings > 0, 40_000);
    expect(await program.stop()).toBe(0);
  }, 90_000);
});
