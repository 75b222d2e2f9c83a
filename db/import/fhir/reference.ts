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

/**
 * Reads FHIR's literal references. A `urn:uuid:` names no type. Anything else (contained, conditional, another scheme)
 * names nothing that can be looked up: `null`.
 */
export function resourceKey(reference: string): ResourceKey | null {
  const urn = URN.exec(reference)?.[1];
  if (urn !== undefined) return { type: null, id: urn.toLowerCase() };
  const [, type, id] = LITERAL.exec(reference) ?? [];
  return type !== undefined && id !== undefined ? { type, id } : null;
}
