import { type Ledger, LedgerError } from '@caretrail/chain/ledger';
import { extendLog } from '@caretrail/db/provenance';
import { sampleVersion, storeVersions } from '@caretrail/db/provenance/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorNext } from '../../subgraphs/chain/outbox/anchor.ts';
import type { WritePort, WriteStep } from '../../subgraphs/chain/outbox/write.ts';
import { AnchoringPlace } from './anchoring-place.ts';

let place: AnchoringPlace;
beforeAll(async () => {
  place = await AnchoringPlace.open();
});
afterAll(() => place?.close());

const STEPS: readonly WriteStep[] = ['prepare', 'keep', 'send', 'decide', 'testify', 'anchor'];

const portOf = (ledger: Ledger, onStep: WritePort['onStep'] = () => {}): WritePort => ({
  ...{ sql: place.pool, ledger, onStep, assertClaimed: () => {} },
  decideWithin: 3000,
});

/** Makes a checkpoint of a member's log; the log's name. */
async function checkpointOf(organization: string): Promise<string> {
  await storeVersions(place.admin, [sampleVersion({ organization }), sampleVersion({ organization })]);
  const log = `care/${organization}`;
  expect(await place.pool.begin((sql) => extendLog(sql, log))).toMatchObject({ state: 'GROWN' });
  return log;
}

/** Envelopes of a log's checkpoints and what became of them, as the outbox has it. */
const envelopes = (log: string) =>
  place.admin`
    select checkpoint.state, outbox.outcome, count(*)::int from provenance.checkpoint
    left join provenance.outbox on (lane, number) = (log, size) where log = ${log} group by checkpoint.size, 1, 2 order by checkpoint.size`;

describe('anchoring that is cut off', () => {
  it.each(STEPS)('before "%s" is continued by the next worker, and anchored once', async (step) => {
    const log = await checkpointOf('lakeside');
    const dying = portOf(place.ledger.connect('lakeside'), (at) => {
      if (at === step) throw new Error('killed');
    });
    await expect(anchorNext(dying, log)).rejects.toThrow('killed');
    const next = portOf(place.ledger.connect('lakeside'));
    expect(await anchorNext(next, log)).toMatchObject({ state: 'ANCHORED' });
    expect(await anchorNext(next, log)).toEqual({ state: 'IDLE' });
    const made = await envelopes(log);
    expect(new Set(made.map((row) => `${row['state']} ${row['outcome']} ${row['count']}`))).toEqual(
      new Set(['ANCHORED VALID 1']),
    );
  });
});

/** A ledger with a fault in one of its calls. */
const faulty = (member: string, fault: (ledger: Ledger) => Partial<Ledger>): Ledger => {
  const ledger = place.ledger.connect(member);
  return { ...ledger, ...fault(ledger) };
};

describe('an answer that deceives', () => {
  it('an error from submit decides nothing: the transaction is found committed', async () => {
    const log = await checkpointOf('northgate');
    const ledger = faulty('northgate', (real) => ({
      async send(prepared) {
        await real.send(prepared);
        throw new LedgerError('UNAVAILABLE', 'no orderer answered');
      },
    }));
    expect(await anchorNext(portOf(ledger), log)).toMatchObject({ state: 'ANCHORED' });
  });

  it('an OK from submit decides nothing: what was lost is sent again, byte for byte', async () => {
    const log = await checkpointOf('saint-anne');
    const sent: string[] = [];
    const losing = faulty('saint-anne', (real) => ({
      async send(prepared) {
        sent.push(Buffer.from(prepared.envelope).toString('hex'));
        if (sent.length > 2) await real.send(prepared);
      },
    }));
    const port = { ...portOf(losing), decideWithin: 150 };
    expect(await anchorNext(port, log)).toMatchObject({ state: 'UNDECIDED' });
    expect(await anchorNext(port, log)).toMatchObject({ state: 'UNDECIDED' });
    expect(await anchorNext({ ...port, decideWithin: 3000 }, log)).toMatchObject({ state: 'ANCHORED' });
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
  });

  it('an invalid transaction gets a new envelope', async () => {
    const log = await checkpointOf('harbor-mutual');
    const ledger = faulty('harbor-mutual', (real) => ({
      status: async (id, within) => {
        await real.status(id, within);
        return { state: 'INVALID', code: 11, validation: 'MVCC_READ_CONFLICT' };
      },
      send: async () => {},
    }));
    expect(await anchorNext({ ...portOf(ledger), decideWithin: 100 }, log)).toMatchObject({
      state: 'INVALID',
    });
    expect(await anchorNext(portOf(place.ledger.connect('harbor-mutual')), log)).toMatchObject({
      state: 'ANCHORED',
    });
    expect([...(await envelopes(log))].map((row) => row['outcome']).toSorted()).toEqual([
      'MVCC_READ_CONFLICT',
      'VALID',
    ]);
  });

  it('two workers at once make one anchor', async () => {
    const log = await checkpointOf('unity-health');
    const ports = [1, 2, 3].map(() => portOf(place.ledger.connect('unity-health')));
    const outcomes = await Promise.all(ports.map((port) => anchorNext(port, log)));
    expect(outcomes.map(({ state }) => state)).toContain('ANCHORED');
    expect(outcomes.filter(({ state }) => state !== 'ANCHORED' && state !== 'IDLE')).toEqual([]);
    expect([...(await envelopes(log))]).toEqual([{ state: 'ANCHORED', outcome: 'VALID', count: 1 }]);
  });
});
