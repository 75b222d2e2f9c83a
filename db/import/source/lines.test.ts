import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './lines.ts';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(text: string, size: number, limit = 1_000) {
  const lines = [];
  for await (const group of readLines(cut(Buffer.from(text), size), limit)) lines.push(...group);
  return lines.map(({ number, bytes, whole }) => ({ number, text: Buffer.from(bytes).toString(), whole }));
}

describe('lines', () => {
  it('are the same wherever the stream is cut', async () => {
    const parts = fc.array(fc.stringMatching(/^[a-zé漢😀 ]{0,12}$/u), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        async (texts, size, end) => {
          const expected = texts
            .map((text, at) => ({ number: at + 1, text, whole: true }))
            .filter(({ text }) => text.trim() !== '');
          expect(await linesOf(texts.join(end), size)).toEqual(expected);
        },
      ),
    );
  });

  it('begin after a byte order mark', async () => {
    expect(await linesOf('\ufeffone\n\ufefftwo', 2)).toEqual([
      { number: 1, text: 'one', whole: true },
      { number: 2, text: '\ufefftwo', whole: true },
    ]);
  });

  it('beyond the limit keep their beginning only, and do not disturb the next', async () => {
    const lines = await linesOf(`${'x'.repeat(100_000)}\nnext`, 7, 50);
    expect(lines.map(({ number, whole }) => [number, whole])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(lines[0]?.text.length).toBeLessThanOrEqual(4096);
    expect(lines[1]?.text).toBe('next');
  });

  it('of exactly the limit are whole', async () => {
    expect((await linesOf('x'.repeat(50), 7, 50)).map(({ whole }) => whole)).toEqual([true]);
    expect((await linesOf('x'.repeat(51), 7, 50)).map(({ whole }) => whole)).toEqual([false]);
  });
});
