import { describe, expect, it } from 'vitest';
import { ageBand, mayBeOver89 } from './age.ts';
import { pseudonym } from './pseudonym.ts';

const today = new Date('2026-11-21T00:00:00Z');

describe('ages', () => {
  it.each([
    [2026, '0-9'],
    [2017, '0-9'],
    [2016, '10-19'],
    [1937, '80-89'],
    [1936, '90+'],
    [1900, '90+'],
  ])('of people born in %i read %s', (year, band) => expect(ageBand(year, today)).toBe(band));

  it('that may be above 89 are not told by the year', () => {
    expect(mayBeOver89(1937, today)).toBe(false);
    expect(mayBeOver89(1936, today)).toBe(true);
  });
});

describe('a pseudonym', () => {
  it('is the same for one organization and differs between two', () => {
    const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(pseudonym(one, 'ada')).toMatch(/^[0-9a-f]{20}$/);
    expect(pseudonym(one, 'ada')).toBe(pseudonym(one, 'ada'));
    expect(pseudonym(one, 'ada')).not.toBe(pseudonym(other, 'ada'));
    expect(pseudonym(one, 'ada')).not.toBe(pseudonym(one, 'bob'));
  });
});
