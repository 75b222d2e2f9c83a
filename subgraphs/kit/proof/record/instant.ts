import { ensure } from '../refused.ts';
import type { JsonValue } from '../text/json-value.ts';
import { text } from '../text/shape.ts';

const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** An instant that exists, in UTC with milliseconds (proleptic Gregorian, no leap second). Refused: `BAD_SHAPE`. */
export function instant(value: JsonValue): string {
  const written = text(value, INSTANT);
  const time = Date.parse(written);
  // A date that does not exist is no time, or rolls over to one that is written differently.
  ensure(!Number.isNaN(time) && new Date(time).toISOString() === written, 'BAD_SHAPE', 'no such instant');
  return written;
}
