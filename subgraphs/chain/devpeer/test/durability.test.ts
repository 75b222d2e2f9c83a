import {
  appendFile,
  copyFile,
  open,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { connectLedger, LedgerError, memberIdentity } from '@caretrail/chain/ledger';
import { checkpointArgument, consistencyPath, logLeaf, sha256, treeRoot } from '@caretrail/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

let network: TestLedger;
let blocks: string;
let size = 0;

beforeAll(async () => {
  network = await startTestLedger();
  blocks = join(network.home, 'ledger', 'blocks');
});
afterAll(() => network?.stop());

const leaves = Array.from({ length: 64 }, (_, index) => logLeaf(sha256(Buffer.of(index))));
const stateAt = (entries: number) => ({ size: entries, root: treeRoot(leaves.slice(0, entries)) });

/** Anchors the next entry of a log; everything after it builds on what the ledger still knows. */
async function anchorNext(): Promise<string> {
  const ledger = network.connect('lakeside');
  const next = size + 1;
  const argument = checkpointArgument({
    genesis: Buffer.from(network.profile.genesis, 'hex'),
    log: 'care/lakeside',
    ...stateAt(next),
    previous: size === 0 ? null : stateAt(size),
    consistency: size === 0 ? [] : consistencyPath(leaves.slice(0, next), size),
  });
  const prepared = await ledger.prepare('anchor:submit', [argument]);
  await ledger.send(prepared);
  const status = await ledger.status(prepared.transactionId, 10_000);
  expect(status.state).toBe('VALID');
  size = next;
  return prepared.transactionId;
}

/** Number of blocks, as the reader of all of them counts. */
async function heightOf(ledger: TestLedger): Promise<number> {
  const reader = connectLedger(ledger.profile, memberIdentity(ledger.home, 'lakeside'));
  const stop = new AbortController();
  let height = 0;
  const idle = setInterval(() => stop.abort(), 500);
  for await (const { number } of reader.blocks({ from: 0, signal: stop.signal })) {
    height = number + 1;
    idle.refresh();
  }
  clearInterval(idle);
  reader.close();
  return height;
}

describe('the embedded ledger', () => {
  it('knows after a kill all that it had told, and goes on from there', async () => {
    const before = network.profile;
    const transactions = [await anchorNext(), await anchorNext()];
    await network.killDevpeer();
    await network.startDevpeer();
    expect(network.profile).toEqual(before);
    const ledger = network.connect('lakeside');
    for (const id of transactions) expect(await ledger.status(id, 1_000)).toMatchObject({ state: 'VALID' });
    transactions.push(await anchorNext());
    expect(await ledger.receipts(transactions[2] ?? '')).toHaveLength(3);
  });

  it('resumes a stream of blocks where it was cut, with no gap and no double', async () => {
    const ledger = network.connect('unity-health');
    const stop = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const block of ledger.blocks({ from: 0, signal: stop.signal })) seen.push(block.number);
    })();
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(await heightOf(network));
    const before = seen.length;
    await network.killDevpeer();
    await network.startDevpeer();
    await anchorNext();
    await anchorNext();
    await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(before + 2);
    stop.abort();
    await reading;
    expect(seen).toEqual(seen.map((_, index) => index));
  });

  it('cuts a torn end off its block log, and says so', async () => {
    await network.killDevpeer();
    const { size: whole } = await stat(blocks);
    const copy = await readFile(blocks);
    await appendFile(blocks, copy.subarray(whole - 400));
    await truncate(blocks, whole + 57);
    // A record begins with its length: these are the first bytes of one that promises more than there is.
    const handle = await open(blocks, 'r+');
    await handle.write(Buffer.of(0xe8, 0x07), 0, 2, whole);
    await handle.close();
    await network.startDevpeer();
    expect(network.log.join('\n')).toContain('cut 57 bytes of an unfinished block');
    expect((await stat(blocks)).size).toBe(whole);
    await anchorNext();
  });

  it('refuses to start on a block log that was changed, naming the block', async () => {
    await network.killDevpeer();
    await copyFile(blocks, `${blocks}.good`);
    const bytes = await readFile(blocks);
    bytes.write('C', bytes.indexOf('care/lakeside'));
    await writeFile(blocks, bytes);
    await expect(network.startDevpeer()).rejects.toThrow(
      /the block log is damaged at block \d+: .*data hash differs/,
    );
    await copyFile(`${blocks}.good`, blocks);
    await network.startDevpeer();
  });

  it('finds a changed validation code, which no orderer signs', async () => {
    await network.killDevpeer();
    const bytes = await readFile(blocks);
    // The last block's metadata ends: filter {1 byte 0x00}, empty slot, commit hash {34 bytes}.
    const filter = bytes.length - 1 - 34 - 1 - 1;
    expect([...bytes.subarray(filter - 1, filter + 2)]).toEqual([1, 0, 0]);
    bytes[filter] = 11;
    await writeFile(blocks, bytes);
    await expect(network.startDevpeer()).rejects.toThrow(/its effects differ from its commit hash/);
    await copyFile(`${blocks}.good`, blocks);
    await network.startDevpeer();
  });

  it('does not start with other keys than its block log was begun with', async () => {
    await network.killDevpeer();
    const keys = join(network.home, 'ledger', 'keys');
    await rename(keys, `${keys}.good`);
    await expect(network.startDevpeer()).rejects.toThrow(/keys of the ledger are not those of its block log/);
    await rm(keys, { recursive: true });
    await rename(`${keys}.good`, keys);
    await network.startDevpeer();
  });

  it('outlives its chaincode: calls fail as unavailable meanwhile and work when it is back', async () => {
    await network.killChaincode();
    const ledger = network.connect('lakeside');
    const error = await ledger
      .evaluate('anchor:latest', ['care/lakeside'])
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LedgerError);
    expect(error).toMatchObject({ code: 'UNAVAILABLE' });
    await network.startChaincode();
    await anchorNext();
  });
});
