import { randomBytes } from 'node:crypto';
import { sampleVersion, storeVersions } from '@caretrail/db/provenance/testing';
import { checkpointArgument } from '@caretrail/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnchoringPlace, QUIET, until } from './anchoring-place.ts';

let place: AnchoringPlace;
beforeAll(async () => {
  place = await AnchoringPlace.open();
});
afterAll(() => place?.close());

const one = (organization: string) => storeVersions(place.admin, [sampleVersion({ organization })]);
const stateOf = (log: string) =>
  place.admin`select state, reason from provenance.checkpoint where log = ${log} order by size desc limit 1`;

describe('a checkpoint that the ledger refuses', () => {
  it('stops its log with the contract’s reason and an alarm, and no other log', async () => {
    // Someone with the member's key anchored another history: the product's own can never follow it.
    const ledger = place.ledger.connect('lakeside');
    const rogue = checkpointArgument({
      genesis: Buffer.from(place.ledger.profile.genesis, 'hex'),
      log: 'care/lakeside',
      ...{ size: 3, root: randomBytes(32), previous: null, consistency: [] },
    });
    const prepared = await ledger.prepare('anchor:submit', [rogue]);
    await ledger.send(prepared);
    expect(await ledger.status(prepared.transactionId, 10_000)).toMatchObject({ state: 'VALID' });

    const alarms: object[] = [];
    const log = { ...QUIET, error: (fields: object) => alarms.push(fields) };
    const worker = place.work(['lakeside', 'northgate'], { log });
    await Promise.all([one('lakeside'), one('northgate')]);
    const { stopped } = await until(worker.anchored, (progress) => progress.stopped.length > 0);
    expect(stopped).toEqual([{ log: 'care/lakeside', size: 1, reason: 'PREVIOUS' }]);
    await until(
      () => stateOf('care/northgate'),
      ([row]) => row?.['state'] === 'ANCHORED',
    );
    await one('lakeside');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await worker.anchored()).pending).toBe(2);
    expect(alarms).toEqual([
      expect.objectContaining({ alarm: 'LOG_STOPPED', log: 'care/lakeside', reason: 'PREVIOUS' }),
    ]);
    await worker.stop();
  });

  it('is not even sent when the tiles no longer lead to it', async () => {
    const first = place.work(['saint-anne']);
    await one('saint-anne');
    await until(
      () => stateOf('care/saint-anne'),
      ([row]) => row?.['state'] === 'ANCHORED',
    );
    await first.stop();
    await place.admin`update provenance.tile set hashes = set_byte(hashes, 0, 1 + get_byte(hashes, 0) % 255)
      where log = 'care/saint-anne'`;
    const second = place.work(['saint-anne']);
    await one('saint-anne');
    const [row] = await until(
      () => stateOf('care/saint-anne'),
      ([seen]) => seen?.['state'] === 'FAILED',
    );
    expect(row).toEqual({ state: 'FAILED', reason: 'LOG_DAMAGED' });
    await second.stop();
  });
});
