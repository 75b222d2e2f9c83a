import { describe, expect, it } from 'vitest';
import { pseudonym } from './pseudonym.ts';
import { pseudonymKeys } from './pseudonym-keys.ts';

const PEOPLE = Array.from(
  { length: 200 },
  (_, n) => `5f0c2f9e-0f5a-4d3e-8a2b-${String(n).padStart(12, '0')}`,
);

describe('a pseudonym', () => {
  const keyOf = pseudonymKeys(new Uint8Array(32).fill(7));
  const seen = (member: string) => PEOPLE.map((id) => pseudonym(keyOf(member), id));

  it('is the same for one organization whenever it asks, and another for each person', () => {
    expect(seen('lakeside')).toEqual(seen('lakeside'));
    expect(new Set(seen('lakeside')).size).toBe(PEOPLE.length);
  });

  it('is no key to join two organizations on, nor two deployments', () => {
    const elsewhere = pseudonymKeys(new Uint8Array(32).fill(8));
    const theirs = new Set([
      ...seen('northgate'),
      ...PEOPLE.map((id) => pseudonym(elsewhere('lakeside'), id)),
    ]);
    expect(theirs.size).toBe(2 * PEOPLE.length);
    expect(seen('lakeside').filter((one) => theirs.has(one))).toEqual([]);
  });
});
