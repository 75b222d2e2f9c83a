import type fhir4 from 'fhir/r4.js';
import { Refusal } from '../refusal.ts';
import type { Element } from './element.ts';
import { identifierKey, resourceKey } from './reference.ts';

/**
 * The id that a reference names, `UNKNOWN` for one that leads to nothing that can be looked up (of another type, contained
 * without an identifier), `null` where there is none. A reference with a display alone names nothing and is none.
 */
export type Key = string | null;
const UNKNOWN = '';

/** So many identifiers of one resource are keys of it. */
const MOST_ALIASES = 20;

export function optionalKey(reference: Element<fhir4.Reference> | null, type: string): Key {
  if (reference === null) return null;
  const text = reference.text('reference');
  if (text === null) return aliases([reference.element('identifier')])[0] ?? null;
  if (text.startsWith('#')) return containedKey(reference, text.slice(1), type);
  const key = resourceKey(text);
  return key === null || (key.type !== null && key.type !== type) ? UNKNOWN : key.id;
}

/** @throws Refusal MISSING_REFERENCE */
export function requiredKey(reference: Element<fhir4.Reference> | null, type: string, path: string): string {
  const key = optionalKey(reference, type);
  if (key === null) throw new Refusal('MISSING_REFERENCE', path);
  return key;
}

/** Keys by which identifiers name a resource, without those that no system makes unique. */
export function aliases(identifiers: readonly (Element<fhir4.Identifier> | null)[]): string[] {
  const keys = identifiers.slice(0, MOST_ALIASES).map((identifier) => {
    const system = identifier?.text('system') ?? null;
    const value = identifier?.text('value') ?? null;
    return system === null || value === null ? null : identifierKey(`${system}|${value}`);
  });
  return [...new Set(keys.filter((key) => key !== null))];
}

/** What is contained has no identity but its identifiers: it stands for who is known by one of them. */
function containedKey(reference: Element<fhir4.Reference>, id: string, type: string): string {
  const found = reference.contained<{ readonly identifier?: fhir4.Identifier[] }>(id, type);
  return (found === null ? undefined : aliases(found.elements('identifier'))[0]) ?? UNKNOWN;
}
