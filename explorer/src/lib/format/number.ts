export const wholeText = (value: number, tag: string): string => new Intl.NumberFormat(tag).format(value);

/** Bytes as kB or B, for the size of a file. */
export const bytesText = (bytes: number, tag: string): string =>
  new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: bytes < 1000 ? 'byte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes < 1000 ? bytes : bytes / 1000);

/**
 * Money with exactly the decimals of the source: `"1.10"` stays 1.10. The value is grouped as text, never through a
 * floating-point number.
 */
export function moneyText(money: { readonly value: string; readonly currency: string }, tag: string): string {
  if (!isDecimal(money.value) || !/^[A-Z]{3}$/.test(money.currency))
    return `${money.value} ${money.currency}`;
  const decimals = money.value.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Math.min(decimals, 20),
    maximumFractionDigits: Math.min(decimals, 20),
  });
  return format.format(money.value);
}

/** Intl formats decimal texts without loss (ECMA-402, 2023), which a plain `string` does not say. */
const isDecimal = (text: string): text is `${number}` => /^-?\d+(?:\.\d+)?$/.test(text);
