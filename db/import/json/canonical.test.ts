import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.ts';
import { parseSource } from './source-json.ts';

const canonical = (text: string) => canonicalText(parseSource(Buffer.from(text)));

describe('the canonical text of a source resource', () => {
  it('does not depend on the order of members, nor on white space and escapes', () => {
    expect(canonical('{ "b":1, "a":"\\u0041\\/" }')).toBe(canonical('{"a":"A/","b":1}'));
  });

  it('tells numbers apart that mean the same in another scale', () => {
    expect(canonical('{"a":1.10}')).toBe('{"a":1.10}');
    expect(canonical('{"a":1.1}')).toBe('{"a":1.1}');
    expect(canonical('[123456789012345678901234567890,-0,1e5]')).toBe(
      '[123456789012345678901234567890,-0,1e5]',
    );
  });

  it('is a fixed point, and means what the source does', () => {
    const values = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 });
    fc.assert(
      fc.property(values, (value) => {
        const source = JSON.stringify(value);
        fc.pre(!source.includes('\\u0000') && source.isWellFormed() && !/\\ud[89a-f]/i.test(source));
        const text = canonical(source);
        expect(canonical(text)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(source));
      }),
    );
  });

  it('sorts many members as few', () => {
    const names = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const many = Object.fromEntries(names.map((name, at) => [name, at]));
    expect(canonical(JSON.stringify(many))).toBe(
      JSON.stringify(Object.fromEntries(Object.entries(many).sort())).toString(),
    );
  });
});
