import type { Decimal } from './decimal.ts';

/** A JSON value whose numbers are of type `N`. */
export type JsonOf<N> =
  | null
  | boolean
  | string
  | N
  | readonly JsonOf<N>[]
  | { readonly [member: string]: JsonOf<N> };

/**
 * The value domain of proof format 1: null, booleans, strings without NUL and lone surrogates, safe integers,
 * arrays and objects. (TypeScript cannot say "safe integer": `parseJson` and `jcs` refuse other numbers.)
 */
export type JsonValue = JsonOf<number>;

/** JSON that loses no digit: safe integers are numbers, every other number is kept as its source text. */
export type LosslessJson = JsonOf<number | Decimal>;
