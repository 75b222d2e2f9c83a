import { ensure } from '../refused.ts';
import type { JsonValue } from './json-value.ts';

/** Members of an object by name. */
export type Members<Name extends string> = { readonly [N in Name]: JsonValue };

/** An object with exactly these members. Refused: `BAD_SHAPE`. */
export function members<Name extends string>(value: JsonValue, names: readonly Name[]): Members<Name> {
  ensure(
    isObject(value) && hasExactly(value, names),
    'BAD_SHAPE',
    `want exactly the members ${names.join(' ')}`,
  );
  return value;
}

/** An object with any members. Refused: `BAD_SHAPE`. */
export function object(value: JsonValue): { readonly [member: string]: JsonValue } {
  ensure(isObject(value), 'BAD_SHAPE', 'want an object');
  return value;
}

/** Refused: `BAD_SHAPE`. */
export function boolean(value: JsonValue): boolean {
  ensure(typeof value === 'boolean', 'BAD_SHAPE', 'want true or false');
  return value;
}

/** An integer of a range, both ends included. Refused: `BAD_SHAPE`. */
export function integer(value: JsonValue, low: number, high: number): number {
  ensure(
    typeof value === 'number' && Number.isSafeInteger(value) && low <= value && value <= high,
    'BAD_SHAPE',
    `want an integer ${low}..${high}`,
  );
  return value;
}

/** A list of a length in a range. Refused: `BAD_SHAPE`. */
export function list(value: JsonValue, least: number, most: number): readonly JsonValue[] {
  ensure(
    Array.isArray(value) && least <= value.length && value.length <= most,
    'BAD_SHAPE',
    `want a list of ${least}..${most}`,
  );
  return value;
}

/** Any string. Refused: `BAD_SHAPE`. */
export function string(value: JsonValue): string {
  ensure(typeof value === 'string', 'BAD_SHAPE', 'want text');
  return value;
}

/** A string that a pattern matches; the pattern must be anchored. Refused: `BAD_SHAPE`. */
export function text(value: JsonValue, pattern: RegExp): string {
  ensure(typeof value === 'string' && pattern.test(value), 'BAD_SHAPE', `want text like ${pattern.source}`);
  return value;
}

/** Refused with `BAD_SHAPE` if a key occurs twice. */
export function distinct(keys: readonly string[], what: string): void {
  ensure(new Set(keys).size === keys.length, 'BAD_SHAPE', `${what} twice`);
}

function isObject(value: JsonValue): value is { readonly [member: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names are compared as own members: what an object inherits was not in the file. */
function hasExactly<Name extends string>(
  value: { readonly [member: string]: JsonValue },
  names: readonly Name[],
): value is Members<Name> {
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));
}
