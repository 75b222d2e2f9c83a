import { SCHEMA_DOMAIN } from '../hash/domain.ts';
import { hash } from '../hash/hash.ts';
import { FIELDS } from '../limits.ts';
import { ensure } from '../refused.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { distinct, integer, list, members, text } from '../text/shape.ts';

/** Published, fixed list of the fields of a record type: leaf 4 + j is `fields[j]`. One document a (type, schema), for ever. */
export interface SchemaDocument {
  /** FHIR resource type. */
  readonly type: string;
  /** Number of this list among the lists of its type, 1..65535. */
  readonly schema: number;
  /** At most 24 different names. */
  readonly fields: readonly string[];
}

/** Names of leaves 0 to 3; no field may have one. */
const HEADER_NAMES = ['version', 'activity', 'recordedAt', 'parents'] as const;

const TYPE = /^[A-Z][A-Za-z0-9]{0,63}$/;
const FIELD = /^[a-z][A-Za-z0-9]{0,63}$/;
const HIGHEST_SCHEMA = 0xffff;

/** Reads a schema document. Refused: `BAD_SHAPE`. */
export function parseSchema(value: JsonValue): SchemaDocument {
  const document = members(value, ['type', 'schema', 'fields']);
  const fields = list(document.fields, 0, FIELDS).map((field) => text(field, FIELD));
  distinct(fields, 'a field');
  ensure(
    HEADER_NAMES.every((name) => !fields.includes(name)),
    'BAD_SHAPE',
    'a field has the name of a header leaf',
  );
  return { type: text(document.type, TYPE), schema: schemaNumber(document.schema), fields };
}

export function schemaNumber(value: JsonValue): number {
  return integer(value, 1, HIGHEST_SCHEMA);
}

/** Names of all leaves in index order. */
export function leafNames(schema: SchemaDocument): readonly string[] {
  return [...HEADER_NAMES, ...schema.fields];
}

/**
 * Hash of a schema document. It stands in leaf 0, so that no later trust file can give the fields of an old version
 * other names ("paid" for "total").
 */
export function schemaHash({ type, schema, fields }: SchemaDocument): Uint8Array<ArrayBuffer> {
  return hash(SCHEMA_DOMAIN, jcs({ type, schema, fields }));
}
