import { ensure } from '../refused.ts';
import { fromUtf8 } from '../text/utf8.ts';
import { WireReader, type WireValue } from './wire.ts';

/** A field of a message: its number, and its value from what stands in the bytes under that number. */
interface Field<T> {
  readonly number: number;
  readonly isRepeated: boolean;
  readonly read: (found: readonly WireValue[]) => T;
}

type Fields = { readonly [label: string]: Field<unknown> };

/** The value of a message: every field by its label. */
type Decoded<F extends Fields> = {
  readonly [Label in keyof F]: F[Label] extends Field<infer T> ? T : never;
};

/** Decodes the bytes of one message. Refused: `BAD_SHAPE`. */
type Message<T> = (bytes: Uint8Array) => T;

/** A number; 0 where it is absent. */
export const integer = (number: number): Field<bigint> => single(number, 0n, integerOf);

/** A byte string; empty where it is absent. */
export const bytes = (number: number): Field<Uint8Array> =>
  single(number, NOTHING, (value) => written(value));

/** A text; empty where it is absent. */
export const text = (number: number): Field<string> => single(number, '', textOf);

/** A message inside the message; it may be empty. */
export const embedded = <T>(number: number, type: Message<T>): Field<T> =>
  single(number, type(NOTHING), (value) => type(chunk(value)));

/** Any number of byte strings, which may be empty. */
export const repeatedBytes = (number: number): Field<readonly Uint8Array[]> => repeated(number, chunk);

/** Any number of messages, which may be empty. */
export const repeatedMessage = <T>(number: number, type: Message<T>): Field<readonly T[]> =>
  repeated(number, (value) => type(chunk(value)));

/**
 * A message of these fields and no others: in ascending order of their numbers, each at most once unless it is
 * repeated, and none written out with its default.
 */
export function message<F extends Fields>(fields: F): Message<Decoded<F>> {
  const known = new Map(Object.values(fields).map((field) => [field.number, field]));
  return (encoded) => {
    const found = group(encoded, known);
    const values = Object.entries(fields).map(([label, field]) => [
      label,
      field.read(found.get(field.number) ?? []),
    ]);
    return Object.fromEntries(values) as Decoded<F>; // each label with what its own field reads
  };
}

const NOTHING = new Uint8Array();

function group(
  encoded: Uint8Array,
  known: ReadonlyMap<number, Field<unknown>>,
): ReadonlyMap<number, readonly WireValue[]> {
  const found = new Map<number, WireValue[]>();
  const reader = new WireReader(encoded);
  let last = 0;
  for (let next = reader.next(); next !== null; next = reader.next()) {
    const { number, value } = next;
    const field = known.get(number);
    ensure(field !== undefined, 'BAD_SHAPE', `field ${number} is not known`);
    ensure(
      number > last || (number === last && field.isRepeated),
      'BAD_SHAPE',
      `field ${number} twice or late`,
    );
    const before = found.get(number);
    if (before) before.push(value);
    else found.set(number, [value]);
    last = number;
  }
  return found;
}

function single<T>(number: number, absent: T, read: (value: WireValue) => T): Field<T> {
  return {
    number,
    isRepeated: false,
    read: ([value]) => (value === undefined ? absent : read(value)),
  };
}

function repeated<T>(number: number, read: (value: WireValue) => T): Field<readonly T[]> {
  return { number, isRepeated: true, read: (values) => values.map(read) };
}

function integerOf(value: WireValue): bigint {
  ensure(typeof value === 'bigint', 'BAD_SHAPE', 'want a number');
  ensure(value !== 0n, 'BAD_SHAPE', 'a number is written out though it is the default');
  return value;
}

function chunk(value: WireValue): Uint8Array {
  ensure(typeof value !== 'bigint', 'BAD_SHAPE', 'want bytes');
  return value;
}

function written(value: WireValue): Uint8Array {
  const content = chunk(value);
  ensure(content.length > 0, 'BAD_SHAPE', 'a field is written out though it is empty');
  return content;
}

function textOf(value: WireValue): string {
  const decoded = fromUtf8(written(value));
  ensure(decoded !== null, 'BAD_SHAPE', 'want UTF-8');
  return decoded;
}
