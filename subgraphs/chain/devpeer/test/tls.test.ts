import { connectLedger, memberIdentity } from '@caretrail/chain/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

let network: TestLedger;
beforeAll(async () => {
  network = await startTestLedger();
});
afterAll(() => network?.stop());

async function write(): Promise<string> {
  const ledger = network.connect('lakeside');
  const prepared = await ledger.prepare('registry:organization', ['lakeside']);
  await ledger.send(prepared);
  expect(await ledger.status(prepared.transactionId, 10_000)).toMatchObject({ state: 'VALID' });
  return prepared.transactionId;
}

describe('a ledger that listened without TLS', () => {
  it('does with it from its next start on, and knows all it knew', async () => {
    const before = await write();
    const plain = network.profile;
    await network.killDevpeer();
    await network.startDevpeer({ tls: true });
    const { peers, ...rest } = network.profile;
    expect({ ...rest, peers: plain.peers }).toEqual(plain);
    expect(peers.map(({ tls }) => tls?.serverName)).toEqual(['localhost', 'localhost', 'localhost']);
    expect(await network.connect('lakeside').lookUp(before)).toMatchObject({ state: 'VALID' });
    await write();
  });

  it('takes nobody then who comes without', async () => {
    const peers = network.profile.peers.map((peer) => ({ ...peer, tls: null }));
    const identity = memberIdentity(network.home, 'lakeside');
    const ledger = connectLedger({ ...network.profile, peers }, identity, { evaluate: 1000 });
    await expect(ledger.evaluate('registry:organization', ['lakeside'])).rejects.toMatchObject({
      code: expect.stringMatching(/^(UNAVAILABLE|TIMEOUT)$/),
    });
    ledger.close();
  });
});
