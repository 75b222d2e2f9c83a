import { randomBytes } from 'node:crypto';
import { connect } from '@caretrail/db';
import type { Pool, Sql } from '@caretrail/db/provenance';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerBlock, LedgerCall, LedgerTransaction } from '../ledger/index.ts';
import { indexPosition, LedgerDiffers, storeBlock } from './store-block.ts';

let database: TestDatabase;
let pool: ReturnType<typeof connect>;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = connect(database.admin);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const hex = () => randomBytes(32).toString('hex');
const text = (value: string) => ({ text: value });

function transaction(index: number, validation = 'VALID'): LedgerTransaction {
  return {
    ...{ index, id: hex(), type: 'ENDORSER_TRANSACTION', time: `2026-01-0${index + 1}T00:00:00.000Z` },
    ...{ code: validation === 'VALID' ? 0 : 11, validation },
    creator: { msp: 'HospitalMSP', certificate: 'PEM', attribute: 'lakeside' },
    call: {
      ...{ chaincode: 'caretrail', contract: 'anchor', function: 'submit' },
      arguments: [text('{"size":1}'), text('plain'), { base64: 'AAE=' }],
      endorsers: ['HospitalMSP', 'PayerMSP'],
      readWriteSet: [
        {
          namespace: 'caretrail',
          reads: [{ key: text('log'), version: { block: 1, transaction: 0 } }],
          writes: [{ key: text('log'), delete: false, value: text('{"a":[1]}') }],
        },
      ],
      event: { name: 'anchored', payload: text('x') },
      response: { status: 200, message: '', payload: text('') },
    },
  };
}

/** A chain of blocks on a channel of its own; block 0 has a configuration transaction without a call. */
function chain(channel: string, transactions: readonly (readonly LedgerTransaction[])[]): LedgerBlock[] {
  const config: LedgerTransaction = { ...transaction(0), id: '', type: 'CONFIG', time: null, call: null };
  let previousHash = new Uint8Array();
  return [[config], ...transactions].map((list, number) => {
    const block = {
      ...{ channel, number, hash: randomBytes(32), previousHash, dataHash: randomBytes(32) },
      ...{ signers: ['OrdererMSP'], transactions: list },
    };
    previousHash = new Uint8Array(block.hash);
    return block;
  });
}

const store = (block: LedgerBlock, into: Pool = pool) =>
  storeBlock(into, block, ({ msp, attribute }) => (msp === 'PayerMSP' ? 'only-payer' : attribute));

/** A pool on which the statement after `allowed` ones of a transaction is the moment of death. */
function dying(allowed: number): Pool {
  const within: Pool = pool;
  const begin = <Result>(work: (sql: Sql) => Promise<Result>) =>
    within.begin((sql) => {
      let left = allowed;
      const counted: Sql = (words, ...values) =>
        left-- === 0 ? Promise.reject(new Error('died')) : sql(words, ...values);
      return work(counted);
    });
  const run: Sql = (words, ...values) => within(words, ...values);
  return Object.assign(run, { begin });
}

async function indexed(channel: string) {
  const blocks =
    await pool`select number::int from provenance.block where channel = ${channel} order by number`;
  const transactions =
    await pool`select count(*)::int from provenance.transaction where channel = ${channel}`;
  return { blocks: blocks.map((row) => row['number']), transactions: transactions[0]?.['count'] };
}

describe('indexing blocks', () => {
  it('keeps every transaction, the invalid ones with their reason, and what they say', async () => {
    const [genesis, block] = chain('said', [[transaction(0), transaction(1, 'MVCC_READ_CONFLICT')]]);
    if (!genesis || !block) throw new Error('two blocks');
    await store(genesis);
    await store(block);
    const rows = await pool`
      select transaction.index, validation, contract, function, creator_msp, creator_organization, endorsers, arguments,
        read_write_set, event
      from provenance.transaction join provenance.transaction_content using (channel, block, index)
      where channel = 'said' and block = 1 order by index`;
    expect(rows.map((row) => row['validation'])).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    expect(rows[0]).toMatchObject({
      ...{
        contract: 'anchor',
        function: 'submit',
        creator_msp: 'HospitalMSP',
        creator_organization: 'lakeside',
      },
      endorsers: ['HospitalMSP', 'only-payer'],
      arguments: [{ size: 1 }, 'plain', { base64: 'AAE=' }],
      read_write_set: [
        {
          namespace: 'caretrail',
          reads: [{ key: 'log', version: { block: 1, transaction: 0 } }],
          writes: [{ key: 'log', delete: false, value: { a: [1] } }],
        },
      ],
      event: { name: 'anchored', payload: 'x' },
    });
    const [row] =
      await pool`select time, transaction_count from provenance.block where channel = 'said' and number = 1`;
    expect(row).toEqual({ time: new Date('2026-01-02T00:00:00.000Z'), transaction_count: 2 });
  });

  it('is not stopped by what a hostile client puts into a transaction', async () => {
    const hostile = (more: Partial<LedgerTransaction>, call: Partial<LedgerCall> = {}) => {
      const usual = transaction(0, 'ENDORSEMENT_POLICY_FAILURE');
      return { ...usual, ...more, call: usual.call && { ...usual.call, ...call } };
    };
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const [genesis, block] = chain('hostile', [
      [
        hostile({ time: '+275760-09-13T00:00:00.000Z' }, { contract: 'a\0b', function: '\ud800' }),
        hostile({ index: 1, id: 'f'.repeat(5000), time: '0000-01-01T00:00:00.000Z' }),
        hostile(
          { index: 2, id: '\0' },
          { arguments: [text('{"a":"\\u0000"}'), text(deep), text('{"n":1e999}')] },
        ),
        hostile(
          { index: 3, time: '-000001-01-01T00:00:00.000Z' },
          { event: { name: '\0', payload: text('{') } },
        ),
      ],
    ]);
    if (!genesis || !block) throw new Error('two blocks');
    await store(genesis);
    await store(block);
    expect(await indexed('hostile')).toEqual({ blocks: [0, 1], transactions: 5 });
    const [row] =
      await pool`select contract, function, time from provenance.transaction where channel = 'hostile' and block = 1`;
    expect(row).toEqual({ contract: 'a\uFFFDb', function: '\uFFFD', time: null });
  });

  it('resumes after a death at any statement, with no gap and no double', async () => {
    const blocks = chain('deaths', [[transaction(0)], [transaction(0), transaction(1)], [transaction(0)]]);
    for (const block of blocks) {
      for (let allowed = 0; allowed < 6; allowed++)
        await expect(store(block, dying(allowed))).rejects.toThrow('died');
      expect(await indexPosition(pool, 'deaths')).toMatchObject({ next: block.number });
      await store(block);
    }
    expect(await indexed('deaths')).toEqual({ blocks: [0, 1, 2, 3], transactions: 5 });
  });

  it('leaves alone what is there, also when two index at once', async () => {
    const blocks = chain('twice', [[transaction(0)], [transaction(0)]]);
    for (const block of blocks) await Promise.all([store(block), store(block), store(block)]);
    expect(await indexed('twice')).toEqual({ blocks: [0, 1, 2], transactions: 3 });
    expect(await indexPosition(pool, 'twice')).toEqual({
      next: 3,
      lastHash: Buffer.from(blocks[2]?.hash ?? []),
    });
  });

  it('refuses a gap, and a block of another chain', async () => {
    const [genesis, first, second] = chain('torn', [[transaction(0)], [transaction(0)]]);
    const [, other] = chain('torn', [[transaction(0)]]);
    if (!genesis || !first || !second || !other) throw new Error('four blocks');
    await store(genesis);
    await expect(store(second)).rejects.toThrow(LedgerDiffers);
    await expect(store(other)).rejects.toThrow(LedgerDiffers);
    await store(first);
    expect(await indexed('torn')).toEqual({ blocks: [0, 1], transactions: 2 });
  });
});
