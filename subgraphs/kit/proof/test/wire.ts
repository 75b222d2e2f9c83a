import { concatenate } from '../bytes/bytes.ts';
import { utf8 } from '../text/utf8.ts';

type FieldValue = number | string | Uint8Array | readonly Uint8Array[];

/** A protobuf message in canonical encoding; numbers must ascend, and what holds its default is left out. */
export function wire(...fields: readonly (readonly [number: number, value: FieldValue])[]): Uint8Array {
  return concatenate(...fields.flatMap(([number, value]) => items(value).map((item) => field(number, item))));
}

function items(value: FieldValue): readonly (number | Uint8Array)[] {
  if (typeof value === 'number') return value === 0 ? [] : [value];
  if (typeof value === 'string') return value === '' ? [] : [utf8(value)];
  if (value instanceof Uint8Array) return value.length === 0 ? [] : [value];
  return value;
}

function field(number: number, value: number | Uint8Array): Uint8Array {
  if (typeof value === 'number') return concatenate(varint(number * 8), varint(value));
  return concatenate(varint(number * 8 + 2), varint(value.length), value);
}

function varint(value: number): Uint8Array {
  const digits: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) digits.push((rest % 0x80) + 0x80);
  return Uint8Array.of(...digits, rest);
}
