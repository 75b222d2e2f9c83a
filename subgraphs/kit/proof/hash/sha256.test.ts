import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 as native } from './sha256-node.ts';
import { sha256 as pure } from './sha256-pure.ts';

const expected = (message: Uint8Array) => new Uint8Array(createHash('sha256').update(message).digest());

describe('SHA-256', () => {
  it('is the same in plain TypeScript and in Node, at every length around a block', () => {
    for (let length = 0; length <= 260; length++) {
      const message = Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256);
      expect(pure(message)).toEqual(expected(message));
      expect(native(message)).toEqual(expected(message));
    }
  });

  it('is the same for any bytes, whatever was hashed before', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (message) => {
        expect(pure(message)).toEqual(expected(message));
        expect(native(message)).toEqual(expected(message));
      }),
    );
  });

  it('reads a part of a buffer from where the part begins', () => {
    const whole = new Uint8Array(500).fill(9).fill(1, 100);
    expect(pure(whole.subarray(100, 300))).toEqual(expected(new Uint8Array(200).fill(1)));
  });
});
