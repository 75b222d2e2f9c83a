import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockCutter } from './block-cutter.ts';

const size = { maxMessageCount: 4, preferredMaxBytes: 100, absoluteMaxBytes: 1_000 };
const message = (bytes: number) => new Uint8Array(bytes);

describe('a block', () => {
  it('is cut by count, and by bytes before a message that would not fit', () => {
    const cutter = new BlockCutter(size);
    expect([1, 2, 3].flatMap((bytes) => cutter.ordered(message(bytes)))).toEqual([]);
    expect(cutter.ordered(message(4))).toHaveLength(1);
    expect(cutter.ordered(message(60))).toEqual([]);
    expect(cutter.ordered(message(60)).map((batch) => batch.length)).toEqual([1]);
    expect(cutter.pending).toBe(1);
  });

  it('of a message larger than preferred stands alone, behind what waited', () => {
    const cutter = new BlockCutter(size);
    cutter.ordered(message(10));
    expect(cutter.ordered(message(101)).map((batch) => batch.map(({ length }) => length))).toEqual([
      [10],
      [101],
    ]);
    expect(cutter.pending).toBe(0);
  });

  it('loses nothing, keeps the order and the limits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(150), { maxLength: 40 }), (lengths) => {
        const cutter = new BlockCutter(size);
        const messages = lengths.map(message);
        const blocks = [...messages.flatMap((one) => cutter.ordered(one)), cutter.cut()];
        expect(blocks.flat()).toEqual(messages);
        for (const block of blocks) {
          const bytes = block.reduce((sum, { length }) => sum + length, 0);
          expect(block.length <= 4 && (bytes <= 100 || block.length === 1)).toBe(true);
        }
      }),
    );
  });
});
