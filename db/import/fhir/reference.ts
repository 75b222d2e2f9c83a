import { hash } from 'node:crypto';

/** What a reference names inside its source: a resource of this type by its id. */
export interface ResourceKey {
  readonly type: string | null;
  readonly id: string;
}

export const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

const URN = /^urn:uuid:([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$/;
/** Relative (`Patient/1`) or absolute, with or without a version. */
const LITERAL =
  /^(?:https?:\/\/[^?#]*\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Conditional: by an identifier alone, as in `Organization?identifier=system|value`. */
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?identifier=([^&]{1,2048})$/;

/**
 * The key of whoever has this identifier. A digest: what is looked up need not be kept in clear a second time.
 *
 * @param identifier - `system|value` as a FHIR token
 */
export function identifierKey(identifier: string): string {
  return `identifier:${hash('sha256', identifier, 'hex')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads FHIR's literal and conditional references. A `urn:uuid:` names no type. Anything else (contained, another scheme,
 * other conditions) names nothing that can be looked up: `null`.
 */
export function resourceKey(reference: string): ResourceKey | null {
  const urn = URN.exec(reference)?.[1];
  if (urn !== undefined) return { type: null, id: urn.toLowerCase() };
  const [, type, id] = LITERAL.exec(reference) ?? [];
  if (type !== undefined && id !== undefined) return { type, id };
  const [, kind, identifier] = CONDITIONAL.exec(reference) ?? [];
  return kind !== undefined && identifier !== undefined
    ? { type: kind, id: identifierKey(decoded(identifier)) }
    : null;
}
