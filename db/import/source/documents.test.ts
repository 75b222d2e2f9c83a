import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from './documents.ts';

/** A text in pieces of these sizes, over and over. */
async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(text: string, sizes: readonly number[] = [1 << 20], limit?: number) {
  const lines: { number: number; text: string; entry: boolean; whole: boolean }[] = [];
  for await (const group of readDocument(() => inPieces(text, sizes), limit))
    for (const { number, bytes, entry = false, whole } of group)
      lines.push({ number, text: Buffer.from(bytes).toString(), entry, whole });
  return lines;
}

const bundle = (entries: unknown, more = {}) =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', ...more, entry: entries });

describe('a Bundle', () => {
  it('gives every entry as it stands, however its bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.constantFrom('id', 'link', 'meta', 'total'), fc.jsonValue()),
        async (entries, sizes, more) => {
          const found = await read(bundle(entries, more), sizes);
          expect(found.map(({ text }) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(entries)));
          expect(found.map(({ number }) => number)).toEqual(entries.map((_, at) => at + 1));
          expect(found.every(({ entry, whole }) => entry && whole)).toBe(true);
        },
      ),
    );
  });

  it('may say its type after its entries', async () => {
    expect(await read('{"entry":[{"a":1}],"type":"batch","resourceType":"Bundle"}')).toHaveLength(1);
  });

  it('may be empty, or have no entries', async () => {
    expect(await read(bundle([]))).toEqual([]);
    expect(await read('{"resourceType":"Bundle","type":"batch"}')).toEqual([]);
  });

  it('keeps the beginning of an entry that is too long, and goes on', async () => {
    const found = await read(bundle([{ long: 'x'.repeat(9_000) }, { short: 1 }]), [777], 5_000);
    expect(found.map(({ whole, text }) => [whole, text.length])).toEqual([
      [false, 4096],
      [true, 11],
    ]);
  });

  it.each(['searchset', 'history', 'document', 'message', ''])('of type %s is refused', async (type) => {
    await expect(read(bundle([{}], { type }))).rejects.toMatchObject({ code: 'BUNDLE_TYPE' });
  });

  it('with two lists of entries is refused', async () => {
    const text = '{"resourceType":"Bundle","type":"batch","entry":[{}],"entry":[{}]}';
    await expect(read(text)).rejects.toMatchObject({ code: 'DUPLICATE_KEY' });
  });

  it('that breaks off is refused after what came', async () => {
    const lines: number[] = [];
    const text = bundle([{ a: 1 }, { b: 2 }]).slice(0, -4);
    const reading = async () => {
      for await (const group of readDocument(() => inPieces(text, [5])))
        lines.push(...group.map(({ number }) => number));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'MALFORMED_JSON' });
    expect(lines).toEqual([1]);
  });
});

describe('another JSON text', () => {
  it('is one resource', async () => {
    const text = '{"resourceType":"Patient","id":"1","contained":[{"resourceType":"Bundle","type":"batch"}]}';
    expect(await read(text, [3])).toEqual([{ number: 1, text, entry: false, whole: true }]);
  });

  it('is refused when it is too long', async () => {
    await expect(read(`{"a":"${'x'.repeat(200)}"}`, [50], 100)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
