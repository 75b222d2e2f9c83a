import type fhir4 from 'fhir/r4.js';
import { Refusal } from '../refusal.ts';
import type { Element } from './element.ts';
import { resourceKey } from './reference.ts';

/**
 * The id that a reference names, `UNKNOWN` for one that leads to nothing that can be looked up (contained, conditional, of
 * another type), `null` where there is none. A reference with a display alone names nothing and is none.
 */
export type Key = string | null;
const UNKNOWN = '';

export function optionalKey(reference: Element<fhir4.Reference> | null, type: string): Key {
  const text = reference?.text('reference') ?? null;
  if (text === null) return null;
  const key = resourceKey(text);
  return key === null || (key.type !== null && key.type !== type) ? UNKNOWN : key.id;
}

/** @throws Refusal MISSING_REFERENCE */
export function requiredKey(reference: Element<fhir4.Reference> | null, type: string, path: string): string {
  const key = optionalKey(reference, type);
  if (key === null) throw new Refusal('MISSING_REFERENCE', path);
  return key;
}
