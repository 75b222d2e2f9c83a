import { FHIR_ID, identifierKey, resourceKey } from '../fhir/reference.ts';
import { isObject, type SourceJson, type SourceObject } from '../json/source-json.ts';
import { Refusal } from '../refusal.ts';

/** A resource with what its Bundle says of it. */
export interface Entry {
  readonly resource: SourceJson;
  /** How the other entries, and later bundles, refer to it. */
  readonly id: string | null;
  readonly aliases: readonly string[];
}

const CONDITION = /^\??identifier=([^&]{1,2048})$/;

/**
 * Reads one entry of a Bundle.
 *
 * - What is put (`PUT Patient/1`) is known by the id of its address.
 * - What is created on a condition (`ifNoneExist`) is known by that condition: it is the same in every bundle.
 * - What is posted under a `urn:uuid:` is known by that uuid: the id in it is for the server to replace.
 * - All else is known by its own id.
 *
 * @throws Refusal NOT_A_RESOURCE, NOT_A_CREATE
 */
export function readEntry(value: SourceJson): Entry {
  if (!isObject(value)) throw new Refusal('NOT_A_RESOURCE', 'Bundle.entry');
  const request = objectOf(value, 'request');
  const method = request === null ? null : textOf(request, 'method');
  if (method !== null && method !== 'POST' && method !== 'PUT') throw new Refusal('NOT_A_CREATE', method);
  const resource = objectOf(value, 'resource');
  if (resource === null) throw new Refusal('NOT_A_RESOURCE', 'Bundle.entry.resource');
  const own = idIn(resource);
  const name = resourceKey(textOf(value, 'fullUrl') ?? '');
  const uuid = name?.type === null ? name.id : null;
  const id = idOf(method, request, own, uuid);
  return { resource, id, aliases: uuid === null || uuid === id ? [] : [uuid] };
}

function idOf(
  method: string | null,
  request: SourceObject | null,
  own: string | null,
  uuid: string | null,
): string | null {
  if (request === null || method === null) return own ?? uuid;
  if (method === 'PUT') return resourceKey(textOf(request, 'url') ?? '')?.id ?? own ?? uuid;
  const [, condition] = CONDITION.exec(textOf(request, 'ifNoneExist') ?? '') ?? [];
  return condition === undefined ? (uuid ?? own) : identifierKey(condition);
}

/** The id that a resource has in itself, if it is one. */
export function idIn(resource: SourceObject): string | null {
  const id = textOf(resource, 'id');
  return id !== null && FHIR_ID.test(id) ? id : null;
}

function objectOf(object: SourceObject, name: string): SourceObject | null {
  const value = Object.hasOwn(object, name) ? (object[name] ?? null) : null;
  return isObject(value) ? value : null;
}

function textOf(object: SourceObject, name: string): string | null {
  const value = Object.hasOwn(object, name) ? object[name] : null;
  return typeof value === 'string' ? value : null;
}
