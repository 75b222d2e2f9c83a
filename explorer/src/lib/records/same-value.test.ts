import { describe, expect, it } from 'vitest';
import { committed, sameValue } from './same-value.ts';

describe('a value on the page and the one in a proof', () => {
  it('are the same whatever the order of members', () => {
    expect(sameValue({ value: '1.10', currency: 'USD' }, { currency: 'USD', value: '1.10' })).toBe(true);
  });

  it('differ by scale, by member, by length, and by null', () => {
    expect(sameValue({ value: '1.10' }, { value: '1.1' })).toBe(false);
    expect(sameValue({ value: '1' }, { value: '1', currency: null })).toBe(false);
    expect(sameValue(['a', 'b'], ['a'])).toBe(false);
    expect(sameValue([], {})).toBe(false);
    expect(sameValue(null, '')).toBe(false);
  });

  it('of a reference are the id of the other record', () => {
    expect(committed('patient', { id: 'p', pseudonym: 'x' })).toBe('p');
    expect(committed('patient', null)).toBeNull();
    expect(committed('total', { id: 'p' })).toEqual({ id: 'p' });
  });
});
