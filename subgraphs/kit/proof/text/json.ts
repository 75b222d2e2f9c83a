import { JSON_DEPTH, PROOF_BYTES } from '../limits.ts';
import { ensure, Refused } from '../refused.ts';
import { Decimal } from './decimal.ts';
import { JsonReader } from './json-reader.ts';
import type { JsonValue, LosslessJson } from './json-value.ts';
import { fromUtf8 } from './utf8.ts';

export interface JsonLimits {
  /** Bytes (of a text: UTF-16 code units) that are read at most; default one proof file. */
  readonly limit?: number;
  /** Arrays and objects inside each other; default that of the format. */
  readonly depth?: number;
}

/** Digits of the largest safe integer, and a sign. */
const LONGEST_INTEGER = 17;

/**
 * Strict JSON of proof format 1 (docs/proof-format.md, "JSON"): RFC 8259 in UTF-8, no duplicate member, integers
 * only. Refused: `TOO_LARGE NOT_UTF8 NOT_JSON DUPLICATE_MEMBER BAD_NUMBER BAD_STRING TOO_DEEP`.
 */
export function parseJson(input: Uint8Array | string, limits: JsonLimits = {}): JsonValue {
  return new JsonReader(textOf(input, limits), integerOf, limits.depth ?? JSON_DEPTH).read();
}

/**
 * The same strictness for JSON from elsewhere (FHIR): a number that is no safe integer becomes a `Decimal` with its
 * source text, so that `1.10` keeps its scale. Refused as by `parseJson`, but never with `BAD_NUMBER`.
 */
export function parseLosslessJson(input: Uint8Array | string, limits: JsonLimits = {}): LosslessJson {
  return new JsonReader(textOf(input, limits), integerOrDecimal, limits.depth ?? JSON_DEPTH).read();
}

function textOf(input: Uint8Array | string, { limit = PROOF_BYTES }: JsonLimits): string {
  ensure(input.length <= limit, 'TOO_LARGE', `${input.length} bytes, at most ${limit} are read`);
  const text = typeof input === 'string' ? input : fromUtf8(input);
  ensure(text !== null, 'NOT_UTF8');
  return text;
}

function integerOf(text: string): number {
  const integer = safeInteger(text);
  if (integer === null) throw new Refused('BAD_NUMBER', text.slice(0, 40));
  return integer;
}

function integerOrDecimal(text: string): number | Decimal {
  return safeInteger(text) ?? new Decimal(text);
}

/** The integer that is written so and in no other way, or null: `-0`, `1.0` and `1e2` are none. */
function safeInteger(text: string): number | null {
  if (text.length > LONGEST_INTEGER) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) && String(value) === text ? value : null;
}
