import { memberIdentity } from '@caretrail/chain/ledger';
import { signerOf } from '@caretrail/chain/membership';
import { checkpointArgument, consistencyPath, logLeaf, sha256, treeRoot } from '@caretrail/proof';
import { Client, credentials } from '@grpc/grpc-js';
import { checkpointers, connect, type Gateway, hash } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

let network: TestLedger;
let client: Client;
let gateway: Gateway;

beforeAll(async () => {
  network = await startTestLedger();
  const identity = memberIdentity(network.home, 'harbor-mutual');
  const node = network.profile.peers.find(({ msp }) => msp === identity.msp);
  client = new Client(node?.endpoint ?? '', credentials.createInsecure());
  const sign = signerOf(identity.privateKey);
  gateway = connect({
    client,
    identity: { mspId: identity.msp, credentials: Buffer.from(identity.certificate) },
    hash: hash.none,
    signer: (message) => Promise.resolve(sign(message)),
  });
  for (let size = 1; size <= 4; size += 1) await anchor(size);
});
afterAll(async () => {
  gateway?.close();
  client?.close();
  await network?.stop();
});

const leaves = Array.from({ length: 8 }, (_, index) => logLeaf(sha256(Buffer.of(index))));
const stateAt = (size: number) => ({ size, root: treeRoot(leaves.slice(0, size)) });

async function anchor(size: number): Promise<void> {
  const previous = size > 1 ? stateAt(size - 1) : null;
  const argument = checkpointArgument({
    genesis: Buffer.from(network.profile.genesis, 'hex'),
    log: 'care/harbor-mutual',
    ...stateAt(size),
    previous,
    consistency: previous ? consistencyPath(leaves.slice(0, size), previous.size) : [],
  });
  await gateway.getNetwork('care').getContract('caretrail').submitTransaction('anchor:submit', argument);
}

const anchored = z.object({ size: z.int() });

interface Seen {
  readonly size: number;
  readonly block: bigint;
  readonly transaction: string;
}

/** The next so many events, and where each came from. */
async function take(
  count: number,
  options: Parameters<ReturnType<Gateway['getNetwork']>['getChaincodeEvents']>[1],
): Promise<Seen[]> {
  const events = await gateway.getNetwork('care').getChaincodeEvents('caretrail', options);
  const seen: Seen[] = [];
  try {
    for await (const event of events) {
      const { size } = anchored.parse(JSON.parse(Buffer.from(event.payload).toString('utf8')));
      seen.push({ size, block: event.blockNumber, transaction: event.transactionId });
      if (seen.length === count) break;
    }
  } finally {
    events.close();
  }
  return seen;
}

describe('chaincode events', () => {
  it('come in order from a block on, and from behind a checkpoint', async () => {
    const all = await take(4, { startBlock: 0n });
    expect(all.map(({ size }) => size)).toEqual([1, 2, 3, 4]);
    const second = all[1];
    if (!second) throw new Error('no second event');
    const checkpoint = checkpointers.inMemory();
    await checkpoint.checkpointTransaction(second.block, second.transaction);
    expect((await take(2, { checkpoint })).map(({ size }) => size)).toEqual([3, 4]);
    await checkpoint.checkpointBlock(second.block);
    expect((await take(1, { checkpoint })).map(({ size }) => size)).toEqual([3]);
  });

  it('come live when nothing is asked for', async () => {
    const coming = take(1, {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    await anchor(5);
    expect((await coming).map(({ size }) => size)).toEqual([5]);
  });
});

describe('block events', () => {
  it('show a filtered block without what the event carried', async () => {
    const blocks = await gateway.getNetwork('care').getFilteredBlockEvents({ startBlock: 0n });
    for await (const block of blocks) {
      const [action] = block
        .getFilteredTransactionsList()
        .flatMap((transaction) => transaction.getTransactionActions()?.getChaincodeActionsList() ?? []);
      const event = action?.getChaincodeEvent();
      if (event?.getEventName() !== 'anchored') continue;
      expect(event.getChaincodeId()).toBe('caretrail');
      expect(event.getPayload_asU8()).toHaveLength(0);
      break;
    }
    blocks.close();
  });
});
