import { describe, expect, it } from 'vitest';
import { writesOf } from './write-set.ts';

const base64 = (text: string) => ({ base64: Buffer.from(text).toString('base64') });

describe('the writes of a transaction', () => {
  it('have the parts of composite keys, and values as JSON', () => {
    expect(
      writesOf([
        { namespace: '_lifecycle', reads: [], writes: [] },
        {
          namespace: 'caretrail',
          writes: [
            { key: base64('\0checkpoint\0care/lakeside\0'), value: { size: 2 }, delete: false },
            { key: 'genesis', value: null, delete: true },
          ],
        },
      ]),
    ).toEqual([
      { key: ['checkpoint', 'care/lakeside'], deleted: false, value: '{\n "size": 2\n}' },
      { key: ['genesis'], deleted: true, value: null },
    ]);
  });

  it.each([null, 'x', [{ writes: 3 }]])('are none where the set cannot be read: %j', (set) => {
    expect(writesOf(set)).toEqual([]);
  });
});
