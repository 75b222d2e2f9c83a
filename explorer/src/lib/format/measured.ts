import type { Measured, Quantity, ReferenceRange } from '../records/measured.ts';
import { decimalText } from './number.ts';

const COMPARATORS: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥' };

/** A unit as it is written beside a number: UCUM's annotations lose their braces, its powers of ten are raised. */
const unitText = (unit: string): string =>
  unit
    .replace(/\{([^}]*)\}/g, '$1')
    .replace(/10\*(\d)/g, (_, power: string) => `10${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(power)]}`);

const numberOf = ({ value, comparator }: Quantity, tag: string): string =>
  `${comparator === null ? '' : `${COMPARATORS[comparator] ?? comparator} `}${value === null ? '–' : decimalText(value, tag)}`;

const withUnit = (said: string, { unit, code }: Quantity): string => {
  const named = unit ?? code;
  return named === null || named === '1' ? said : `${said}\u00a0${unitText(named)}`;
};

/** A number with its unit, in the decimals of the source: `≥ 1.10 mg/dL`. */
export const quantityText = (quantity: Quantity, tag: string): string =>
  withUnit(numberOf(quantity, tag), quantity);

/** What was measured, in whichever form; null where there is nothing. */
export function measuredText({ quantity, coding, text }: Measured, tag: string): string | null {
  if (quantity !== null) return quantityText(quantity, tag);
  return coding?.display ?? coding?.code ?? text;
}

/** A reference range as it is worded, else from its bounds, the unit said once: `0.7–1.3 mg/dL`. */
export function rangeText({ low, high, text }: ReferenceRange, tag: string): string | null {
  if (text !== null) return text;
  if (low !== null && high !== null) {
    const same = (low.unit ?? low.code) === (high.unit ?? high.code);
    return same
      ? withUnit(`${numberOf(low, tag)}–${numberOf(high, tag)}`, high)
      : `${quantityText(low, tag)} – ${quantityText(high, tag)}`;
  }
  if (low !== null) return `≥ ${quantityText(low, tag)}`;
  return high === null ? null : `≤ ${quantityText(high, tag)}`;
}
