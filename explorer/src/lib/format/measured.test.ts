import { describe, expect, it } from 'vitest';
import { measuredText, quantityText, rangeText } from './measured.ts';

const quantity = (value: string | null, unit: string | null, comparator: string | null = null) => ({
  ...{ value, unit, comparator, code: null },
});

describe('a measured value', () => {
  it('keeps the decimals of the source and has its unit beside it', () => {
    expect(quantityText(quantity('5.70', '%'), 'en-GB')).toBe('5.70\u00a0%');
    expect(quantityText(quantity('1234.5', 'mg/dL'), 'zh-CN')).toBe('1,234.5\u00a0mg/dL');
  });

  it('that is a bound says so', () =>
    expect(quantityText(quantity('0.01', 'ng/mL', '<'), 'en-GB')).toBe('< 0.01\u00a0ng/mL'));

  it('has a unit as people write it, and none where it is a bare number', () => {
    expect(quantityText(quantity('4.2', '10*3/uL'), 'en-GB')).toBe('4.2\u00a010³/uL');
    expect(quantityText(quantity('7', '{score}'), 'en-GB')).toBe('7\u00a0score');
    expect(quantityText(quantity('1.02', '1'), 'en-GB')).toBe('1.02');
  });

  it('can be a coding or a text', () => {
    const none = { quantity: null, coding: null, text: null };
    const coding = { system: null, code: '260385009', display: 'Negative' };
    expect(measuredText({ ...none, coding }, 'en-GB')).toBe('Negative');
    expect(measuredText({ ...none, text: 'cloudy' }, 'en-GB')).toBe('cloudy');
    expect(measuredText(none, 'en-GB')).toBeNull();
  });
});

describe('a reference range', () => {
  const [low, high] = [quantity('0.7', 'mg/dL'), quantity('1.3', 'mg/dL')];
  it.each([
    ['is said as it is worded', { low, high, text: '< 5.7 %' }, '< 5.7 %'],
    ['has its unit once', { low, high, text: null }, '0.7–1.3\u00a0mg/dL'],
    [
      'has both units where they differ',
      { low, high: quantity('9', 'g'), text: null },
      '0.7\u00a0mg/dL – 9\u00a0g',
    ],
    ['can be open above', { low, high: null, text: null }, '≥ 0.7\u00a0mg/dL'],
    ['can be open below', { low: null, high, text: null }, '≤ 1.3\u00a0mg/dL'],
    ['can be none', { low: null, high: null, text: null }, null],
  ])('%s', (_, range, said) => expect(rangeText(range, 'en-GB')).toBe(said));
});
