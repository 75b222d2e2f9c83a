import { hash } from 'node:crypto';
import { mapResource } from '../fhir/map-resource.ts';
import { CONSULTED_TYPE, isHeldType, type Keys, type StagedType } from '../fhir/mapped.ts';
import { canonicalText } from '../json/canonical.ts';
import { isObject, parseSource, type SourceJson, type SourceObject } from '../json/source-json.ts';
import { Refusal } from '../refusal.ts';
import { type Entry, idIn, readEntry } from './entry.ts';
import type { Line } from './lines.ts';
import { sniff } from './sniff.ts';

/** A line's resource, ready to be staged. */
export interface HeldResource {
  readonly type: StagedType;
  readonly id: string;
  /** Further keys by which others refer to it. */
  readonly aliases: readonly string[];
  /** SHA-256 of the whole source resource in one canonical form; of reference data, of what is kept of it. */
  readonly digest: Uint8Array;
  readonly keys: Keys;
  readonly at: Date | null;
  /** JSON of what of its rows no reference decides. */
  readonly payload: string;
}

export type Reading =
  | { readonly kind: 'held'; readonly resource: HeldResource }
  | { readonly kind: 'not-held'; readonly type: string }
  /** `type` and `id` as far as the line can be trusted to say them. */
  | {
      readonly kind: 'refused';
      readonly type: string | null;
      readonly id: string | null;
      readonly refusal: Refusal;
    };

/** Values beyond 512 KiB could be committed but never proved; what is joined to a claim later comes on top of this. */
const PAYLOAD_LIMIT = 384 * 1024;
const REFERENCE_DATA: readonly StagedType[] = ['Organization', 'Practitioner'];
const TYPE = /^[A-Z][A-Za-z]{0,63}$/;

/** Reads one line; what is wrong with it is part of the answer. */
export function readLine(line: Line): Reading {
  try {
    return read(line);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { type, id } = sniff(line.bytes);
    // Size alone does not refuse what would not be taken in anyway.
    if (error.code === 'TOO_LARGE' && !line.whole && type !== null && !isHeldType(type)) {
      return { kind: 'not-held', type };
    }
    return { kind: 'refused', type, id, refusal: error };
  }
}

function read(line: Line): Reading {
  if (!line.whole) throw new Refusal('TOO_LARGE', 'line');
  const { resource, id, aliases } = entryOf(line);
  const object = asResource(resource);
  const type = object['resourceType'];
  if (typeof type !== 'string' || !TYPE.test(type)) throw new Refusal('NOT_A_RESOURCE', 'resourceType');
  if (!isStaged(type)) return { kind: 'not-held', type };
  if (id === null) throw new Refusal('BAD_ID', `${type}.id`);
  const mapped = mapResource(type, object);
  if (mapped === null) return { kind: 'not-held', type: `${type} (of another category)` };
  const { keys, at, payload: parts } = mapped;
  const names = [...aliases, ...(mapped.aliases ?? [])].filter((name) => name !== id);
  const payload = JSON.stringify(parts);
  if (payload.length > PAYLOAD_LIMIT) throw new Refusal('TOO_LARGE', type);
  // The same organization stands in many files, each with figures of its own about it.
  const said = REFERENCE_DATA.includes(type) ? payload + names.join() : canonicalText(resource);
  const digest = hash('sha256', said, 'buffer');
  return { kind: 'held', resource: { type, id, aliases: names, digest, keys, at, payload } };
}

const isStaged = (type: string): type is StagedType => isHeldType(type) || type === CONSULTED_TYPE;

/** A line of NDJSON is a resource that is known by its id; an entry of a Bundle says more. */
function entryOf(line: Line): Entry {
  const value = parseSource(line.bytes);
  if (line.entry === true) return readEntry(value);
  return { resource: value, id: isObject(value) ? idIn(value) : null, aliases: [] };
}

function asResource(value: SourceJson): SourceObject {
  if (!isObject(value) || !Object.hasOwn(value, 'resourceType')) throw new Refusal('NOT_A_RESOURCE');
  return value;
}
