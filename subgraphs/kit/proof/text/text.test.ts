import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, reasonOf } from '../test/outcome.ts';
import { fromBase64, fromBase64url, toBase64, toBase64url } from './base64.ts';
import { Decimal } from './decimal.ts';
import { hashFromHex, toHex } from './hex.ts';
import { jcs, jcsText } from './jcs.ts';
import { parseJson, parseLosslessJson } from './json.ts';
import type { JsonValue } from './json-value.ts';

const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
const values = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((integer) => (integer === 0 ? 0 : integer)),
    word,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(word, tie('value'), { maxKeys: 5 }),
  ),
})).value;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

describe('canonical JSON', () => {
  it('is read back as the value it was made of, and written the same again', () => {
    fc.assert(
      fc.property(values, (value) => {
        const read = parseJson(jcs(value));
        expect(read).toEqual(value);
        expect(jcsText(read)).toBe(jcsText(value));
      }),
    );
  });

  it('does not depend on white space, the order of members or how characters are escaped', () => {
    fc.assert(
      fc.property(values, (value) => {
        const escaped = JSON.stringify(value, null, 2).replace(
          /[\u007f-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        expect(jcsText(parseJson(escaped))).toBe(jcsText(value));
      }),
    );
  });

  it('is JSON.stringify of sorted members', () => {
    fc.assert(
      fc.property(
        values.filter((value) => !/"(?:[0-9]|__proto__)/.test(JSON.stringify(value))),
        (value) => {
          expect(jcsText(value)).toBe(JSON.stringify(sorted(value)));
        },
      ),
    );
  });

  it('refuses what is no JSON value of the format', () => {
    const outside: readonly [unknown, string][] = [
      [1.5, 'BAD_NUMBER'],
      [-0, 'BAD_NUMBER'],
      [2 ** 53, 'BAD_NUMBER'],
      [Number.NaN, 'BAD_NUMBER'],
      ['\ud800', 'BAD_STRING'],
      [{ 'a\0': 1 }, 'BAD_STRING'],
      [{ a: undefined }, 'BAD_STRING'],
      [new Date(0), 'BAD_STRING'],
      [new Decimal('1.10'), 'BAD_STRING'],
      [10n, 'BAD_STRING'],
    ];
    for (const [value, reason] of outside)
      expect(reasonOf(() => Reflect.apply(jcs, null, [value]))).toBe(reason);
  });
});

describe('strict JSON', () => {
  it('reads what JSON.parse reads, if it is of the format at all', () => {
    const written = fc.oneof(
      fc.json(),
      fc.string(),
      fc.string().map((text) => `[${text}]`),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(written, (text) => {
        const found = outcomeOf(() => parseJson(text));
        if (reasonOf(() => parseJson(text)) === 'OK') expect(found).toEqual(JSON.parse(text));
        if (found === 'NOT_JSON' && reasonOf(() => parseJson(text)) !== 'OK')
          expect(() => JSON.parse(text)).toThrow(SyntaxError);
      }),
      { numRuns: 500 },
    );
  });

  it('gives an object only the members that were written', () => {
    const read = parseJson('{"__proto__":{"polluted":true},"constructor":1}');
    expect(Object.keys(Object(read))).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(jcsText(read)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
    expect(reasonOf(() => parseJson('{"__proto__":1,"__proto__":1}'))).toBe('DUPLICATE_MEMBER');
  });

  it('reads as deep and as much as it is told', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(reasonOf(() => parseJson(nested(32)))).toBe('OK');
    expect(reasonOf(() => parseJson(nested(33)))).toBe('TOO_DEEP');
    expect(reasonOf(() => parseJson(nested(5), { depth: 4 }))).toBe('TOO_DEEP');
    expect(reasonOf(() => parseJson(' '.repeat(10), { limit: 9 }))).toBe('TOO_LARGE');
  });

  it('keeps every digit of a number where it is asked to', () => {
    const read = parseLosslessJson('[1.10, 1e2, -0, 9007199254740993, 7, -7]');
    expect(read).toEqual([
      ...['1.10', '1e2', '-0', '9007199254740993'].map((text) => new Decimal(text)),
      7,
      -7,
    ]);
    expect(reasonOf(() => parseLosslessJson('[01]'))).toBe('NOT_JSON');
  });
});

describe('hex and base64', () => {
  it('are read back as the bytes they were made of', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
        expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect(hashFromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it('have one text for each byte string', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw_-=+/ é') }), (text) => {
        if (reasonOf(() => fromBase64url(text)) === 'OK') expect(toBase64url(fromBase64url(text))).toBe(text);
        else expect(Buffer.from(text, 'base64url').toString('base64url')).not.toBe(text);
      }),
    );
  });
});
