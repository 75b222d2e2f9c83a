import { describe, expect, it } from 'vitest';
import { withParameters } from './address.ts';
import { claimFilterOf } from './claim-filter.ts';

describe('a filter in an address', () => {
  it('starts the list anew and leaves other parameters alone', () => {
    const url = { search: '?state=PAID&after=x&to=2026-01' };
    expect(withParameters(url, { state: 'DENIED', to: null })).toBe('?state=DENIED');
  });

  it('is read as far as it means something', () => {
    const read = (text: string) => claimFilterOf(new URLSearchParams(text));
    expect(read('state=PAID&from=2026-01&to=2026-12')).toEqual({
      state: 'PAID',
      fromMonth: '2026-01',
      toMonth: '2026-12',
    });
    expect(read('state=LOST&from=2026-13&to=x')).toBeNull();
  });
});
