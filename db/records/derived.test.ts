import { describe, expect, it } from 'vitest';
import { birthYear, claimState, month, safeZip3 } from './index.ts';
import { RESTRICTED_ZIP3 } from './zip3.ts';

describe('claim state', () => {
  it.each([
    [null, 'SUBMITTED'],
    [{ outcome: 'queued', paid: null }, 'SUBMITTED'],
    [{ outcome: 'partial', paid: '3' }, 'SUBMITTED'],
    [{ outcome: 'complete', paid: null }, 'ADJUDICATED'],
    [{ outcome: 'complete', paid: '0.00' }, 'ADJUDICATED'],
    [{ outcome: 'complete', paid: '0e7' }, 'ADJUDICATED'],
    [{ outcome: 'complete', paid: '-4' }, 'ADJUDICATED'],
    [{ outcome: 'complete', paid: '0.0000000000000000000000000000000001' }, 'PAID'],
    [{ outcome: 'error', paid: '3' }, 'DENIED'],
  ])('%j is %s', (answer, state) => expect(claimState(answer)).toBe(state));
});

describe('safe ZIP3', () => {
  it('has 17 restricted areas', () => expect(RESTRICTED_ZIP3.areas.size).toBe(17));

  it.each([
    ['01940', 'US', '019'],
    ['01940-1234', null, '019'],
    ['019401234', 'usa', '019'],
    ['03601', 'US', '000'],
    ['89301', 'US', '000'],
    ['01940', 'DE', null],
    ['1940', 'US', null],
    ['SW1A 1AA', null, null],
    [null, 'US', null],
  ])('%s in %s is %s', (code, country, expected) => expect(safeZip3(code, country)).toBe(expected));
});

describe('dates made coarse', () => {
  it('keep the year of a birth in any precision', () => {
    expect(['1956', '1956-08', '1956-08-03', null].map(birthYear)).toEqual([1956, 1956, 1956, null]);
  });

  it('keep a month only where one is known', () => {
    expect(['2011', '2011-10', '2011-10-14T23:37:54.000Z', null].map(month)).toEqual([
      null,
      '2011-10',
      '2011-10',
      null,
    ]);
  });
});
