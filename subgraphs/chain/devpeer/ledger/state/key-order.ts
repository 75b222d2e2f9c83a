const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Go compares strings by their UTF-8 bytes, JavaScript by UTF-16 units; they differ where one side has a surrogate. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all that one unit can be. */
const rank = (unit: number): number =>
  unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE ? unit + 0x10000 : unit;

export const byKey = (a: { readonly key: string }, b: { readonly key: string }): number =>
  byBytes(a.key, b.key);
