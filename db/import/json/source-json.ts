import { Decimal, type LosslessJson, parseLosslessJson, type Reason, Refused } from '@caretrail/proof';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { LINE_LIMIT } from '../source/lines.ts';

/** What the source text says, without loss: integers as numbers, every other number as its text. */
export type SourceJson = LosslessJson;
export type SourceObject = { readonly [member: string]: SourceJson };

/** FHIR nests little; more than this is no resource. */
const DEPTH_LIMIT = 64;

const CODES: Partial<Record<Reason, RefusalCode>> = {
  TOO_LARGE: 'TOO_LARGE',
  NOT_UTF8: 'NOT_UTF8',
  DUPLICATE_MEMBER: 'DUPLICATE_KEY',
  BAD_STRING: 'BAD_STRING',
  TOO_DEEP: 'TOO_DEEP',
};

/**
 * Reads one resource strictly. `JSON.parse` would keep the last of two members and round numbers in silence.
 *
 * @throws Refusal MALFORMED_JSON, DUPLICATE_KEY, BAD_STRING, TOO_DEEP, NOT_UTF8
 */
export function parseSource(bytes: Uint8Array): SourceJson {
  try {
    return parseLosslessJson(bytes, { limit: LINE_LIMIT, depth: DEPTH_LIMIT });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // A raw NUL is no JSON either; who looks for the cause is helped more by the other word.
    throw new Refusal(CODES[error.code] ?? (bytes.includes(0) ? 'BAD_STRING' : 'MALFORMED_JSON'));
  }
}

export function isObject(value: SourceJson): value is SourceObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
}

export function isArray(value: SourceJson): value is readonly SourceJson[] {
  return Array.isArray(value);
}
