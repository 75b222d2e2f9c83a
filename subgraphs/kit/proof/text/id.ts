import type { JsonValue } from './json-value.ts';
import { text } from './shape.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** An *id* of the format. Refused: `BAD_SHAPE`. */
export function id(value: JsonValue): string {
  return text(value, ID);
}
