import { describe, expect, it } from 'vitest';
import { committed, sameValue, shownIsProven } from './same-value.ts';

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

  it('of references inside of a value are ids too', () => {
    const actors = (organization: unknown) => [{ actors: [{ role: 'PRCP', organization }] }];
    expect(committed('provisions', actors({ id: 'o', name: 'x' }))).toEqual(actors('o'));
  });

  it('of a report’s results are those the reader may see, in order, and no others', () => {
    const shown = (...ids: string[]) => ids.map((id) => ({ id, code: null }));
    expect(shownIsProven('results', shown('a', 'c'), ['a', 'b', 'c'])).toBe(true);
    expect(shownIsProven('results', shown('c', 'a'), ['a', 'b', 'c'])).toBe(false);
    expect(shownIsProven('results', shown('a', 'd'), ['a', 'b', 'c'])).toBe(false);
    expect(shownIsProven('total', { value: '1' }, { value: '2' })).toBe(false);
  });
});
