import { sampleVersion, storeVersions } from '@caretrail/db/provenance/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnchoringPlace, until } from './anchoring-place.ts';

let place: AnchoringPlace;
beforeAll(async () => {
  place = await AnchoringPlace.open();
});
afterAll(() => place?.close());

const MEMBERS = ['lakeside', 'northgate'] as const;

/** A worker that keeps count of what it sends, by lane. */
function counted() {
  const sent = new Map<string, number>();
  const worker = place.work(MEMBERS, {
    onStep: (step, { lane }) => {
      if (step === 'send') sent.set(lane, (sent.get(lane) ?? 0) + 1);
    },
  });
  return { ...worker, sent };
}

async function anchorOne(worker: { anchored(): Promise<{ readonly pending: number }> }): Promise<void> {
  await storeVersions(
    place.admin,
    MEMBERS.map((organization) => sampleVersion({ organization })),
  );
  await until(worker.anchored, ({ pending }) => pending === 0);
}

/** Connections that hold lanes: the transactions that only ever wait. */
const holders = () => place.admin<{ pid: number }[]>`
  select pid from pg_locks where locktype = 'advisory' and classid = ${0x6c616e65} group by pid order by pid`;

describe('of two workers', () => {
  it('one writes a log, and the other takes it over when the first has died', async () => {
    const [first, second] = [counted(), counted()];
    for (let round = 0; round < 4; round++) await anchorOne(first);
    for (const lane of ['care/lakeside', 'care/northgate'])
      expect([first, second].filter(({ sent }) => sent.has(lane))).toHaveLength(1);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('the one whose connection is lost writes nothing more until it has the log again', async () => {
    const first = counted();
    await anchorOne(first);
    const second = counted();
    const [before] = await holders();
    const count = () => first.sent.get('care/lakeside') ?? 0;
    const written = count();
    await place.admin`select pg_terminate_backend(${before?.pid ?? 0})`;
    await until(holders, (rows) => rows.length > 0 && rows.every(({ pid }) => pid !== before?.pid));
    for (let round = 0; round < 3; round++) await anchorOne(second);
    expect(count() - written + (second.sent.get('care/lakeside') ?? 0)).toBe(3);
    await first.stop();
    await anchorOne(second);
    expect(second.sent.get('care/lakeside')).toBeGreaterThan(0);
    await second.stop();
  });

  it('one that hangs loses its logs to the other', async () => {
    const held = Promise.withResolvers<void>();
    const hanging = place.pool.begin(async (sql) => {
      await sql`set local idle_in_transaction_session_timeout = 800`;
      await sql`select pg_advisory_xact_lock(${0x6c616e65}, hashtext('care/lakeside'))`;
      held.resolve();
      await new Promise(() => {}); // it hangs
    });
    const ended = expect(hanging).rejects.toThrow();
    await held.promise;
    const worker = counted();
    await storeVersions(place.admin, [sampleVersion({ organization: 'lakeside' })]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(worker.sent.size).toBe(0);
    await until(worker.anchored, ({ pending }) => pending === 0);
    expect(worker.sent.get('care/lakeside')).toBeGreaterThan(0);
    await ended;
    await worker.stop();
  });
});
