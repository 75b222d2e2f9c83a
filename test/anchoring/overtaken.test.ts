import { connectLedger, type Ledger } from '@caretrail/chain/ledger';
import { connect } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeatureNetwork } from '../../subgraphs/chain/devpeer/testing/feature-network.ts';
import { writeSubmission } from '../../subgraphs/chain/outbox/write-submission.ts';
import { Submissions } from './submissions.ts';

let [network, database]: [FeatureNetwork?, TestDatabase?] = [];
let admin: ReturnType<typeof connect>;
let ledger: Ledger;
let calls: Submissions;

beforeAll(async () => {
  [network, database] = await Promise.all([FeatureNetwork.start(), startTestDatabase()]);
  admin = connect(database.admin);
  const profile = { ...network.devpeer.profile, chaincode: 'features' };
  ledger = connectLedger(profile, network.administrator('HospitalMSP'));
  calls = await Submissions.of(admin, { 'features:append': 'widens', 'features:countInto': 'widens' });
});
afterAll(async () => {
  ledger?.close();
  await admin?.end({ timeout: 1 });
  await Promise.all([network?.stop(), database?.stop()]);
});

const LANE = { lane: 'call/features/any', organization: 'any' };

/** Another client's transaction, committed. */
async function commit(name: string, args: readonly string[]): Promise<void> {
  const prepared = await ledger.prepare(name, args);
  await ledger.send(prepared);
  expect(await ledger.status(prepared.transactionId, 5000)).toMatchObject({ state: 'VALID' });
}

/** Rounds of a lane; before the first envelope goes out, another client commits something. */
function rounds(overtaking: () => Promise<void>) {
  let overtaken = false;
  const send: Ledger['send'] = async (prepared) => {
    if (!overtaken) await overtaking();
    overtaken = true;
    await ledger.send(prepared);
  };
  const port = { sql: admin, ledger: { ...ledger, send }, decideWithin: 5000 };
  return () => writeSubmission({ ...port, onStep() {}, assertClaimed() {} }, calls.effects, LANE);
}

describe('a submission that others overtake', () => {
  it.each([
    ['MVCC_READ_CONFLICT', 'features:append', ['key', 'ours'], 'features:append', ['key', 'theirs']],
    ['PHANTOM_READ_CONFLICT', 'features:countInto', ['a', 'b', 'n'], 'features:put', ['a1', 'x']],
  ] as const)(
    'by %s gets a new envelope once that is known, and one effect',
    async (code, call, args, theirs, theirArgs) => {
      const details = { code };
      const { number } = await calls.submit('any', call, args, details);
      const round = rounds(() => commit(theirs, theirArgs));
      expect(await round()).toMatchObject({ state: 'OVERTAKEN', validation: code });
      expect((await calls.look(number)).envelopes).toEqual([`${code} 1`]);
      expect(await calls.effective(details)).toBe(0);
      expect(await round()).toMatchObject({ state: 'VALID' });
      expect((await calls.look(number)).envelopes).toEqual([`${code} 1`, 'VALID 1']);
      expect(await calls.effective(details)).toBe(1);
      expect(await round()).toEqual({ state: 'IDLE' });
    },
  );

  it('keeps its envelope while nothing is known of it', async () => {
    const { number } = await calls.submit('any', 'features:append', ['key', 'late'], {});
    const lost: Ledger = {
      ...ledger,
      send: () => Promise.resolve(),
      status: async () => ({ state: 'UNKNOWN' }),
    };
    const port = { sql: admin, ledger: lost, decideWithin: 100, onStep() {}, assertClaimed() {} };
    for (const sendings of [1, 2]) {
      expect(await writeSubmission(port, calls.effects, LANE)).toMatchObject({
        state: 'UNDECIDED',
      });
      expect((await calls.look(number)).envelopes).toEqual([`- ${sendings}`]);
    }
    await rounds(async () => {})();
    expect((await calls.look(number)).envelopes).toEqual(['VALID 3']);
    const value = await ledger.evaluate('features:get', ['key']);
    expect(Buffer.from(value).toString()).toBe('theirsourslate');
  });
});
