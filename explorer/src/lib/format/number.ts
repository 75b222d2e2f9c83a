import { COUNTED_TO } from '../shape/bounded.ts';

export const wholeText = (value: number, tag: string): string => new Intl.NumberFormat(tag).format(value);

/** How many there are, by a count that goes no further than one beyond {@link COUNTED_TO}: `500+`. */
export const countText = (count: number, tag: string): string =>
  count > COUNTED_TO ? `${wholeText(COUNTED_TO, tag)}+` : wholeText(count, tag);

/** Bytes as kB or B, for the size of a file. */
export const bytesText = (bytes: number, tag: string): string =>
  new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: bytes < 1000 ? 'byte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes < 1000 ? bytes : bytes / 1000);

/**
 * A decimal text with exactly the decimals of the source: `"1.10"` stays 1.10. It is grouped as text, never through a
 * floating-point number; what is no decimal is shown as it came.
 */
export function decimalText(value: string, tag: string, options: Intl.NumberFormatOptions = {}): string {
  if (!isDecimal(value)) return value;
  const decimals = Math.min(value.split('.')[1]?.length ?? 0, 20);
  const format = new Intl.NumberFormat(tag, {
    ...options,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(value);
}

/** Money in its currency, with the decimals of the source. */
export function moneyText(money: { readonly value: string; readonly currency: string }, tag: string): string {
  if (!isDecimal(money.value) || !/^[A-Z]{3}$/.test(money.currency))
    return `${money.value} ${money.currency}`;
  const { currency } = money;
  return decimalText(money.value, tag, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
}

/** Intl formats decimal texts without loss (ECMA-402, 2023), which a plain `string` does not say. */
const isDecimal = (text: string): text is `${number}` => /^-?\d+(?:\.\d+)?$/.test(text);
