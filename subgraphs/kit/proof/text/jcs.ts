import { JSON_DEPTH } from '../limits.ts';
import { ensure, Refused } from '../refused.ts';
import type { JsonValue } from './json-value.ts';
import { utf8 } from './utf8.ts';

/**
 * Canonical JSON (RFC 8785, JCS) over the value domain of the format: one byte string for each value.
 * Refused: `BAD_NUMBER BAD_STRING TOO_DEEP`, also for what is no JSON value at all.
 */
export function jcs(value: JsonValue): Uint8Array<ArrayBuffer> {
  return utf8(jcsText(value));
}

/** The same as text. */
export function jcsText(value: JsonValue, depth = JSON_DEPTH): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      ensure(Number.isSafeInteger(value) && !Object.is(value, -0), 'BAD_NUMBER', String(value));
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : nested(value, depth);
    default:
      throw new Refused('BAD_STRING', `no JSON value: ${typeof value}`);
  }
}

function nested(
  value: readonly JsonValue[] | { readonly [member: string]: JsonValue },
  depth: number,
): string {
  ensure(depth > 0, 'TOO_DEEP', 'arrays and objects nest too deep');
  if (isArray(value)) return `[${Array.from(value, (item) => jcsText(item, depth - 1)).join(',')}]`;
  ensure(isPlain(value), 'BAD_STRING', 'no JSON object, but an instance of a class');
  let text = '{';
  // Default sort order is by UTF-16 code units, which is what RFC 8785, 3.2.3 asks for.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    ensure(member !== undefined, 'BAD_STRING', `member ${name} has no JSON value`);
    text += `${text.length === 1 ? '' : ','}${quoted(name)}:${jcsText(member, depth - 1)}`;
  }
  return `${text}}`;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A `Date` has no own members, a `Decimal` has one: written as an object either would commit nonsense. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Text that stands for itself between quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** For well-formed strings `JSON.stringify` escapes exactly what RFC 8785, 3.2.2.2 escapes. */
function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  ensure(!text.includes('\0') && text.isWellFormed(), 'BAD_STRING', 'NUL or a lone surrogate');
  return JSON.stringify(text);
}
