import { LedgerError } from '@caretrail/chain/ledger';
import { checkpointArgument, consistencyPath, logLeaf, sha256, treeRoot } from '@caretrail/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

let network: TestLedger;
beforeAll(async () => {
  network = await startTestLedger();
});
afterAll(() => network?.stop());

const leaves = Array.from({ length: 40 }, (_, index) => logLeaf(sha256(Buffer.from(`entry ${index}`))));
const stateAt = (size: number) => ({ size, root: treeRoot(leaves.slice(0, size)) });

function argument(log: string, from: number, to: number): Uint8Array {
  return checkpointArgument({
    genesis: Buffer.from(network.profile.genesis, 'hex'),
    log,
    ...stateAt(to),
    previous: from === 0 ? null : stateAt(from),
    consistency: from === 0 ? [] : consistencyPath(leaves.slice(0, to), from),
  });
}

async function submit(member: string, bytes: Uint8Array) {
  const ledger = network.connect(member);
  const prepared = await ledger.prepare('anchor:submit', [bytes]);
  await ledger.send(prepared);
  return { ...prepared, status: await ledger.status(prepared.transactionId, 10_000) };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof LedgerError ? `${error.code} ${error.refusal}` : String(error)),
  );

describe('a log on the ledger', () => {
  it('grows by checkpoints that extend one another, and remembers each', async () => {
    const first = await submit('lakeside', argument('care/lakeside', 0, 5));
    expect(first.status).toMatchObject({ state: 'VALID', validation: 'VALID' });
    const second = await submit('lakeside', argument('care/lakeside', 5, 12));
    expect(second.status.state).toBe('VALID');
    const reader = network.connect('unity-health');
    const latest = Buffer.from(await reader.evaluate('anchor:latest', ['care/lakeside'])).toString();
    expect(JSON.parse(latest)).toEqual({ size: 12, root: Buffer.from(stateAt(12).root).toString('hex') });
    const before = Buffer.from(await reader.evaluate('anchor:at', ['care/lakeside', '5'])).toString();
    expect(JSON.parse(before)).toMatchObject({ size: 5 });
    expect(Buffer.from(await reader.evaluate('anchor:at', ['care/lakeside', '6'])).toString()).toBe('null');
  });

  it('refuses what is stale, forked, another’s, or meant for another ledger, each with its code', async () => {
    const stale = submit('lakeside', argument('care/lakeside', 5, 20));
    expect(await refusal(stale)).toBe('REFUSED PREVIOUS');
    const other = submit('northgate', argument('care/lakeside', 12, 20));
    expect(await refusal(other)).toBe('REFUSED NOT_OWNER');
    expect(await refusal(submit('lakeside', argument('open/lakeside', 0, 20)))).toBe('REFUSED LOG_NAME');
    expect(await refusal(submit('lakeside', argument('care/nobody', 0, 20)))).toBe(
      'REFUSED ORGANIZATION_UNKNOWN',
    );
    const forked = checkpointArgument({
      genesis: Buffer.from(network.profile.genesis, 'hex'),
      log: 'care/lakeside',
      size: 20,
      root: sha256(Buffer.from('another history')),
      previous: stateAt(12),
      consistency: consistencyPath(leaves.slice(0, 20), 12),
    });
    expect(await refusal(submit('lakeside', forked))).toBe('REFUSED CONSISTENCY');
    const elsewhere = Buffer.from(argument('care/lakeside', 12, 20))
      .toString()
      .replace(network.profile.genesis, 'ab'.repeat(32));
    expect(await refusal(submit('lakeside', Buffer.from(elsewhere)))).toBe('REFUSED GENESIS');
    expect(await refusal(submit('lakeside', Buffer.from('{}')))).toBe('REFUSED ARGUMENTS');
    const spaced = `${Buffer.from(argument('care/lakeside', 12, 20)).toString()} `;
    expect(await refusal(submit('lakeside', Buffer.from(spaced)))).toBe('REFUSED ARGUMENTS');
    expect(await refusal(network.connect('lakeside').evaluate('anchor:nothing', []))).toBe('REFUSED null');
  });

  it('lets one of two simultaneous checkpoints through: the other one read what has changed', async () => {
    const ledger = network.connect('northgate');
    const prepared = await Promise.all(
      [3, 4].map((to) => ledger.prepare('anchor:submit', [argument('care/northgate', 0, to)])),
    );
    await Promise.all(prepared.map((transaction) => ledger.send(transaction)));
    const states = await Promise.all(
      prepared.map(({ transactionId }) => ledger.status(transactionId, 10_000)),
    );
    expect(states.map((state) => ('validation' in state ? state.validation : state.state)).sort()).toEqual([
      'MVCC_READ_CONFLICT',
      'VALID',
    ]);
  });

  it('takes the same envelope twice as once', async () => {
    const ledger = network.connect('harbor-mutual');
    const prepared = await ledger.prepare('anchor:submit', [argument('care/harbor-mutual', 0, 2)]);
    await Promise.all([ledger.send(prepared), ledger.send(prepared)]);
    const once = await ledger.status(prepared.transactionId, 10_000);
    await ledger.send(prepared);
    await submit('harbor-mutual', argument('care/harbor-mutual', 2, 3));
    expect(once).toMatchObject({ state: 'VALID' });
    expect(await ledger.status(prepared.transactionId, 1_000)).toEqual(once);
    const stop = new AbortController();
    const found: string[] = [];
    for await (const block of ledger.blocks({ from: 0, signal: stop.signal })) {
      const mine = block.transactions.filter(({ id }) => id === prepared.transactionId);
      found.push(...mine.map(({ validation }) => validation));
      if (found.length === 3) break;
    }
    expect(found).toEqual(['VALID', 'DUPLICATE_TXID', 'DUPLICATE_TXID']);
  });

  it('says UNKNOWN, not more, of a transaction that is not in a block', async () => {
    expect(await network.connect('lakeside').status('ab'.repeat(32), 300)).toEqual({ state: 'UNKNOWN' });
  });

  it('is followed until the reader closes its connection', async () => {
    const ledger = network.connect('health-authority');
    const numbers: number[] = [];
    for await (const { number } of ledger.blocks({ from: 0, signal: new AbortController().signal })) {
      if (numbers.push(number) === 3) ledger.close();
    }
    expect(numbers.slice(0, 3)).toEqual([0, 1, 2]);
  });
});
