/** More digits than any amount of money has, few enough for every reader of the committed text. */
const DIGIT_LIMIT = 40;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * The text of a JSON number as PostgreSQL's `numeric` gives it back: no exponent, no needless zero before the point, no negative
 * zero, the scale of the source kept (`1.10` stays, `1.10e1` is `11.0`). `null` if that has more than 40 digits.
 */
export function decimalText(source: string): string | null {
  const match = DECIMAL.exec(source);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const scale = fraction.length - shift;
  if (whole.length + fraction.length > DIGIT_LIMIT || Math.abs(shift) > DIGIT_LIMIT || scale > DIGIT_LIMIT)
    return null;
  const digits = `${whole}${fraction}`;
  const text = scale <= 0 ? digits.padEnd(digits.length - scale, '0') : pointed(digits, scale);
  const plain = text.replace(/^0+(?=\d)/, '');
  if (plain.length > DIGIT_LIMIT + 1) return null;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

function pointed(digits: string, scale: number): string {
  const padded = digits.padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
