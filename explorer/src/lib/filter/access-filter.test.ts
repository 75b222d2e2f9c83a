import { describe, expect, it } from 'vitest';
import { accessFilterOf } from './access-filter.ts';

describe('the filter of the access log in an address', () => {
  const read = (text: string) => accessFilterOf(new URLSearchParams(text), ['TREAT', 'ETREAT']);

  it('is read as far as it means something', () => {
    const visit = '20000000-0000-4000-8000-000000000001';
    expect(
      read(`mark=emergency&purpose=TREAT&from=2026-01-31&to=2026-02-01&own=hide&visit=${visit}`),
    ).toEqual({
      ...{ onlyEmergency: true, purpose: 'TREAT', from: '2026-01-31', to: '2026-02-01' },
      ...{ hideOwn: true, encounter: visit },
    });
    expect(read('mark=loud&purpose=FUN&from=2026-02-30&to=x&own=show&visit=1')).toEqual({});
  });
});
