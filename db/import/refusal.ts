/** Why a line or a resource is not taken in. A closed union: what a report may say, and nothing else. */
const REFUSALS = {
  MALFORMED_JSON: 'no JSON text',
  NOT_UTF8: 'not UTF-8',
  DUPLICATE_KEY: 'an object names a member twice',
  BAD_STRING: 'NUL or half a surrogate pair in a text',
  TOO_DEEP: 'nested too deeply',
  TOO_LARGE: 'larger than a record may be',
  UNSAFE_NUMBER: 'a number outside what can be kept without loss',
  NOT_A_RESOURCE: 'no FHIR resource',
  BAD_ID: 'no valid FHIR id',
  WRONG_TYPE: 'an element of the wrong type',
  WRONG_CODE: 'a code that its value set does not have',
  IMPOSSIBLE_DATE: 'a date or time that does not exist',
  MISSING_REFERENCE: 'a required reference is missing',
  UNRESOLVABLE_REFERENCE: 'a required reference names a resource that is not held',
  INCONSISTENT_REFERENCE: 'a reference leads to the record of another patient',
  CONFLICTING_DUPLICATE: 'another resource of this import has the same type and id',
  ERASED: 'the record was erased: it is not taken in again',
  BUNDLE_TYPE: 'a Bundle of a type that is not taken in (transaction, batch and collection are)',
  NOT_A_CREATE: 'an entry that asks for something else than to create or update a resource',
  UNREADABLE_FILE: 'the file cannot be read to its end',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

/**
 * Thrown while one resource is read; the importer puts the resource into quarantine and goes on.
 * `where` is a path of element names or a place in the text, never a value: a report must not repeat what it refuses.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly where: string | null;

  constructor(code: RefusalCode, where: string | null = null) {
    super(where === null ? code : `${code}: ${where}`);
    this.name = 'Refusal';
    this.code = code;
    this.where = where;
  }

  /** The words of a quarantine entry: code, meaning, place. */
  get reason(): string {
    return refusalReason(this.code, this.where);
  }
}

export function refusalReason(code: RefusalCode, where: string | null): string {
  return where === null ? `${code}: ${REFUSALS[code]}` : `${code}: ${REFUSALS[code]} (${where})`;
}
