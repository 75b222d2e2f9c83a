/** The parts, one after the other. */
export function concatenate(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    put(part, whole, at);
    at += part.length;
  }
  return whole;
}

/** Up to here a loop is quicker than `set`. */
const SHORT = 64;

function put(part: Uint8Array, whole: Uint8Array, to: number): void {
  if (part.length > SHORT) whole.set(part, to);
  else for (let at = 0; at < part.length; at++) whole[to + at] = part[at] ?? 0;
}

/** Whether two byte strings are the same. Nothing compared here is secret, so it may stop early. */
export function equal(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Order of byte strings, as `Array.prototype.sort` wants it. */
export function compare(one: Uint8Array, other: Uint8Array): number {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Two bytes, big-endian. */
export function u16(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError(`${value} is no u16`);
  return Uint8Array.of(value >> 8, value & 0xff);
}
