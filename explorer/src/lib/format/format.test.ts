import { describe, expect, it } from 'vitest';
import { agoText, dateText } from './date.ts';
import { countText, moneyText } from './number.ts';

describe('money', () => {
  it('keeps the decimals of the source, however large', () => {
    expect(moneyText({ value: '1.10', currency: 'USD' }, 'en-GB')).toBe('$1.10');
    expect(moneyText({ value: '12', currency: 'USD' }, 'en-GB')).toBe('$12');
    expect(moneyText({ value: '90071992547409931.005', currency: 'USD' }, 'en-GB')).toBe(
      '$90,071,992,547,409,931.005',
    );
  });

  it('is shown as it came where it is no decimal or no currency', () => {
    expect(moneyText({ value: '1e3', currency: 'USD' }, 'en-GB')).toBe('1e3 USD');
    expect(moneyText({ value: '1.00', currency: '??' }, 'en-GB')).toBe('1.00 ??');
  });
});

it('a count that goes no further says so', () => {
  expect(countText(500, 'en-GB')).toBe('500');
  expect(countText(501, 'en-GB')).toBe('500+');
});

describe('a date', () => {
  it('is said in its own precision', () => {
    expect(dateText('2026', 'en-GB')).toBe('2026');
    expect(dateText('2026-10', 'en-GB')).toBe('October 2026');
    expect(dateText('2026-10-14', 'zh-CN')).toBe('2026年10月14日');
    expect(dateText('2026-10-14T03:10:44.000Z', 'en-GB')).toBe('14 Oct 2026, 03:10');
  });

  it('that does not exist is shown as it came', () => expect(dateText('2026-99', 'en-GB')).toBe('2026-99'));

  it('is told by how long ago it was', () => {
    expect(agoText('2026-10-14T03:10:00.000Z', Date.parse('2026-10-14T05:11:00.000Z'), 'en-GB')).toMatch(
      /2 h/,
    );
  });
});
