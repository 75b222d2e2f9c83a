import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataHash } from '@caretrail/chain/ledger/fabric';
import { trustOfConfigBlock, verifyBlock } from '@caretrail/chain/ledger/verify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockMessage } from './block.ts';
import { type BlockRecord, decodeRecord, encodeRecord, Truncated } from './block-record.ts';

const shared =
  process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared');
const recorded = join(shared, 'data', 'fabric-golden', 'blockfile_000000');

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const record: fc.Arbitrary<BlockRecord> = fc.record({
  number: fc.maxSafeNat(),
  dataHash: bytes,
  previousHash: bytes,
  envelopes: fc.array(bytes, { maxLength: 5 }),
  metadata: fc.array(bytes, { maxLength: 5 }),
});

describe('a block in the block log', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(record, (block) => {
        const encoded = encodeRecord(block);
        expect(decodeRecord(encoded, 0)).toEqual({ record: block, end: encoded.length });
      }),
    );
  });

  it('that ends too early is known as torn, wherever it ends', () => {
    fc.assert(
      fc.property(record, fc.nat(), (block, place) => {
        const encoded = encodeRecord(block);
        expect(() => decodeRecord(encoded.subarray(0, place % encoded.length), 0)).toThrow(Truncated);
      }),
    );
  });

  it('stands as Fabric’s own block files have it', (context) => {
    if (!existsSync(recorded)) return context.skip(`no recorded block file at ${recorded}`);
    const file = readFileSync(recorded);
    const blocks: BlockRecord[] = [];
    for (let offset = 0; offset < file.length; ) {
      const { record: block, end } = decodeRecord(file, offset);
      expect(encodeRecord(block)).toEqual(file.subarray(offset, end));
      expect(Buffer.from(block.dataHash)).toEqual(dataHash(block.envelopes));
      blocks.push(block);
      offset = end;
    }
    expect(blocks.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const messages = blocks.map(blockMessage);
    const [genesis] = messages;
    if (!genesis) throw new Error('no block 0');
    const trust = trustOfConfigBlock(genesis);
    let previousHash: Uint8Array = new Uint8Array();
    for (const [number, message] of messages.entries())
      previousHash = verifyBlock(message, trust, { number, previousHash }).hash;
  });
});
