import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, reasonOf } from '../test/outcome.ts';
import { wire } from '../test/wire.ts';
import { bytes, embedded, integer, message, repeatedBytes, repeatedMessage, text } from './message.ts';

const inner = message({ number: integer(1) });
const everything = message({
  number: integer(1),
  data: bytes(2),
  name: text(3),
  inside: embedded(4, inner),
  parts: repeatedBytes(5),
  insides: repeatedMessage(6, inner),
});
const refusal = (...encoded: number[]) => reasonOf(() => everything(Uint8Array.from(encoded)));

describe('a protobuf message', () => {
  it('is read back as it was written', () => {
    const part = fc.uint8Array({ maxLength: 200 });
    const name = fc.string({ unit: 'binary' });
    const number = fc.nat(2 ** 31 - 1);
    fc.assert(
      fc.property(number, part, name, number, fc.array(part), (value, data, written, inside, parts) => {
        const insides = parts.map(({ length }) => ({ number: BigInt(length) }));
        const encoded = wire(
          ...([
            [1, value],
            [2, data],
            [3, written],
          ] as const),
          [4, [wire([1, inside])]],
          [5, parts],
          [6, parts.map(({ length }) => wire([1, length]))],
        );
        const expected = {
          number: BigInt(value),
          data,
          name: written,
          inside: { number: BigInt(inside) },
          parts,
          insides,
        };
        expect(outcomeOf(() => everything(encoded))).toEqual(expected);
      }),
    );
  });

  it('has its defaults where nothing is written', () => {
    const none = new Uint8Array();
    const defaults = { number: 0n, data: none, name: '', inside: { number: 0n }, parts: [], insides: [] };
    expect(everything(none)).toEqual(defaults);
    expect(everything(Uint8Array.of(0x22, 0))).toEqual(defaults); // an embedded message may be empty
  });

  it('has one encoding', () => {
    expect(refusal(0x08, 0x01)).toBe('OK');
    expect(refusal(0x08, 0x00)).toBe('BAD_SHAPE'); // a default written out
    expect(refusal(0x12, 0x00)).toBe('BAD_SHAPE');
    expect(refusal(0x1a, 0x00)).toBe('BAD_SHAPE');
    expect(refusal(0x08, 0x81, 0x00)).toBe('BAD_SHAPE'); // a number longer than it must be
    expect(refusal(0x88, 0x00, 0x01)).toBe('BAD_SHAPE');
    expect(refusal(0x08, 0x01, 0x08, 0x01)).toBe('BAD_SHAPE'); // a field twice
    expect(refusal(0x12, 0x01, 0x41, 0x08, 0x01)).toBe('BAD_SHAPE'); // fields in another order
    expect(refusal(0x2a, 0x00, 0x2a, 0x00)).toBe('OK'); // a repeated field
    expect(refusal(0x2a, 0x00, 0x32, 0x00, 0x2a, 0x00)).toBe('BAD_SHAPE'); // whose items are apart
  });

  it('has no field that is not known, of another type or cut off', () => {
    expect(refusal(0x38, 0x01)).toBe('BAD_SHAPE');
    expect(refusal(0x0a, 0x01, 0x41)).toBe('BAD_SHAPE');
    expect(refusal(0x10, 0x01)).toBe('BAD_SHAPE');
    expect(refusal(0x0d, 1, 2, 3, 4)).toBe('BAD_SHAPE'); // a fixed number
    expect(refusal(0x1a, 0x01, 0xff)).toBe('BAD_SHAPE'); // no UTF-8
    expect(refusal(0x12, 0x02, 0x41)).toBe('BAD_SHAPE');
    expect(refusal(0x08)).toBe('BAD_SHAPE');
    expect(refusal(0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)).toBe('BAD_SHAPE');
  });

  it('has numbers below 2^64', () => {
    const most = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    expect(everything(Uint8Array.of(0x08, ...most, 0x01)).number).toBe(2n ** 64n - 1n);
    expect(refusal(0x08, ...most, 0x02)).toBe('BAD_SHAPE');
    expect(refusal(0x08, ...most, 0x81, 0x01)).toBe('BAD_SHAPE');
  });

  it('is read or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 0x40 }), (encoded) => {
        expect(['OK', 'BAD_SHAPE']).toContain(reasonOf(() => everything(encoded)));
      }),
    );
  });
});
