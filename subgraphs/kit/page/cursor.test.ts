import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PUBLIC_CALLER } from '../caller/caller.ts';
import { Cursors } from './cursor.ts';

const key = new Uint8Array(32).fill(1);
const caller = { ...PUBLIC_CALLER, tier: 'patient', subject: 'a', purpose: 'PATRQT' } as const;
const cursors = new Cursors(key, caller, 'Query.patients');
const positions = fc.array(fc.string(), { minLength: 2, maxLength: 2 });

describe('a cursor', () => {
  it('comes back as the place it was made for', () => {
    fc.assert(
      fc.property(positions, (position) => {
        fc.pre(JSON.stringify(position).length < 700);
        expect(cursors.open(cursors.seal(position), 2)).toEqual(position);
      }),
    );
  });

  it('tells nothing of its place, and is new each time', () => {
    const sealed = cursors.seal(['2024-01-10T08:00:00.000Z', 'id']);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('2024');
    expect(cursors.seal(['2024-01-10T08:00:00.000Z', 'id'])).not.toBe(sealed);
  });

  it.each([
    ['another caller', new Cursors(key, { ...caller, subject: 'b' }, 'Query.patients')],
    ['another purpose', new Cursors(key, { ...caller, purpose: 'TREAT' }, 'Query.patients')],
    ['another case', new Cursors(key, { ...caller, case: 'c' }, 'Query.patients')],
    ['another list', new Cursors(key, caller, 'Query.claims')],
    ['another deployment', new Cursors(new Uint8Array(32), caller, 'Query.patients')],
  ])('is refused for %s', (_, other) => {
    expect(() => other.open(cursors.seal(['x', 'y']), 2)).toThrow('not valid here');
  });

  it('is refused when any byte was changed, cut off or added', () => {
    const bytes = Buffer.from(cursors.seal(['x', 'y']), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const forged = Buffer.from(bytes);
        forged[at] = (forged[at] ?? 0) ^ change;
        expect(() => cursors.open(forged.toString('base64url'), 2)).toThrow('not valid here');
        expect(() => cursors.open(bytes.subarray(0, at).toString('base64url'), 2)).toThrow('not valid here');
      }),
    );
    for (const odd of ['', 'x'.repeat(5000), `${bytes.toString('base64url')}AAAA`])
      expect(() => cursors.open(odd, 2)).toThrow('not valid here');
    expect(() => cursors.open(cursors.seal(['only']), 2)).toThrow('not valid here');
  });
});
