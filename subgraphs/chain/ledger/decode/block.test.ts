import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { describe, expect, it } from 'vitest';
import { verifyBlock } from '../verify/block.ts';
import { trustOfConfigBlock } from '../verify/trust.ts';
import { decodeBlock } from './block.ts';
import { ledgerBytes } from './bytes.ts';

const shared =
  process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared');
const recorded = join(shared, 'data', 'fabric-golden', 'recorded', 'raft-v2.5.16', 'blocks');

describe('bytes of the ledger', () => {
  it('are text where JSON in PostgreSQL can hold them, else base64', () => {
    expect(ledgerBytes(Buffer.from('straße'))).toEqual({ text: 'straße' });
    expect(ledgerBytes(Buffer.alloc(0))).toEqual({ text: '' });
    expect(ledgerBytes(Buffer.from('\0key\0'))).toEqual({ base64: 'AGtleQA=' });
    expect(ledgerBytes(Buffer.of(0xff, 0xfe))).toEqual({ base64: '//4=' });
    expect(ledgerBytes(Buffer.from('\ufeffx'))).toEqual({ text: '\ufeffx' });
  });
});

describe('blocks of a real network', () => {
  it('are read with calls, events, effects and reasons, in a form that PostgreSQL takes', (context) => {
    if (!existsSync(recorded)) return context.skip(`no recorded blocks in ${recorded}`);
    const blocks = readdirSync(recorded)
      .sort()
      .map((file) => common.Block.deserializeBinary(readFileSync(join(recorded, file))));
    const [genesis] = blocks;
    if (!genesis) throw new Error('no block 0');
    const trust = trustOfConfigBlock(genesis);
    const decoded = blocks.map((block, number) =>
      decodeBlock(verifyBlock(block, trust, { number, previousHash: null }), trust.channel),
    );
    expect(JSON.stringify(decoded)).not.toContain('\\u0000');
    const transactions = decoded.flatMap((block) => block.transactions);
    expect(transactions[0]).toMatchObject({ type: 'CONFIG', validation: 'VALID', call: null });
    expect(new Set(transactions.map(({ validation }) => validation))).toEqual(
      new Set([
        ...['VALID', 'MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT', 'DUPLICATE_TXID'],
        'ENDORSEMENT_POLICY_FAILURE',
      ]),
    );
    const recording = transactions.find(({ call }) => call?.function === 'record');
    expect(recording).toMatchObject({
      creator: { msp: 'HospitalMSP', attribute: null },
      call: {
        chaincode: 'provenance',
        contract: '',
        endorsers: expect.arrayContaining(['HospitalMSP', 'PayerMSP']),
        event: { name: 'recorded' },
        readWriteSet: [
          { namespace: '_lifecycle', writes: [] },
          { namespace: 'provenance', writes: [{ delete: false }] },
        ],
      },
    });
  });
});
