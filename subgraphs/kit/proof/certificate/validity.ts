import { ensure } from '../refused.ts';
import { fromUtf8 } from '../text/utf8.ts';
import { DerReader, type Element, TAG } from './der.ts';

/** Seconds since 1970, both ends included. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Two-digit years below this are of the 21st century (RFC 5280, 4.1.2.5.1). */
const CENTURY_SPLIT = 50;

/** Reads the content of a Validity (RFC 5280, 4.1.2.5). Refused: `BAD_SHAPE`. */
export function parseValidity(content: Uint8Array): Validity {
  const reader = new DerReader(content);
  const [notBefore, notAfter] = [seconds(reader.next()), seconds(reader.next())];
  reader.end();
  return { notBefore, notAfter };
}

/** Whether a time, in seconds since 1970, is within a validity. */
export function isWithin(at: number, { notBefore, notAfter }: Validity): boolean {
  return notBefore <= at && at <= notAfter;
}

function seconds({ tag, content }: Element): number {
  ensure(tag === TAG.utcTime || tag === TAG.generalizedTime, 'BAD_SHAPE', 'a validity is no time');
  const text = fromUtf8(content) ?? '';
  const digits = tag === TAG.utcTime ? century(text) + text : text;
  ensure(/^[0-9]{14}Z$/.test(digits), 'BAD_SHAPE', 'a validity is no time in UTC with seconds');
  const iso = digits.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const time = Date.parse(iso);
  ensure(
    !Number.isNaN(time) && new Date(time).toISOString() === iso,
    'BAD_SHAPE',
    'a validity does not exist',
  );
  return time / 1000;
}

const century = (text: string): string => (Number(text.slice(0, 2)) < CENTURY_SPLIT ? '20' : '19');
