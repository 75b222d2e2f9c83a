import { HASH_BYTES, HEADER_LEAVES, JSON_DEPTH, LEVELS_AROUND_VALUE, VALUES_BYTES } from '../limits.ts';
import { ensure } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import { jcsText } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { utf8 } from '../text/utf8.ts';
import { treeRoot } from '../tree/root.ts';
import { checkHeaderLeaf, parseVersionLeaf, type VersionLeaf } from './header.ts';
import { fieldSalt, saltedLeaf } from './leaf.ts';
import { parentsRoot } from './parents.ts';
import { type SchemaDocument, schemaHash } from './schema.ts';
import { versionHash } from './version-hash.ts';

/** What leaves 0 to 3 of a version say. */
export interface VersionHeader extends Omit<VersionLeaf, 'type' | 'schema' | 'schemaHash'> {
  readonly schema: SchemaDocument;
  /** What was done: `import`, `adjudicate`. */
  readonly activity: string;
  /** Id of the person, organization or software that did it; never a name. */
  readonly agent: string;
  /** `YYYY-MM-DDTHH:MM:SS.mmmZ` */
  readonly recordedAt: string;
  /** Version hashes that this one was derived from, in any order. */
  readonly parents: readonly Uint8Array[];
}

/** What is to be committed. */
export interface VersionToCommit {
  readonly header: VersionHeader;
  /** One value for each of the schema's fields, in order; null where there is none. */
  readonly values: readonly JsonValue[];
  /** 32 random bytes, new for each version. Not to be kept: the field salts say all that proofs need. */
  readonly salt32: Uint8Array;
}

/** A committed version; the lists go by leaf index. */
export interface CommittedVersion {
  readonly hash: Uint8Array;
  readonly leaves: readonly Uint8Array[];
  /** One field salt a leaf. A salt may be shown to whom the value may be shown, and to nobody else. */
  readonly salts: readonly Uint8Array[];
  /** Values of all leaves, the header's too. */
  readonly values: readonly JsonValue[];
}

/**
 * Commits to a record version. Refused is what could be committed but never proved: values outside the format's
 * domain (`BAD_NUMBER BAD_STRING TOO_DEEP`), too large together (`TOO_LARGE`), a header that no verifier takes
 * (`LEAF_ZERO HEADER_LEAF BAD_SHAPE`). Throws `RangeError` if the values are not as many as the schema's fields.
 */
export function commitVersion({ header, values, salt32 }: VersionToCommit): CommittedVersion {
  const { type, schema, fields } = header.schema;
  if (values.length !== fields.length)
    throw new RangeError(`${type} has ${fields.length} fields, got ${values.length} values`);
  if (salt32.length !== HASH_BYTES) throw new RangeError('a version needs 32 bytes of salt');
  const all = [...headerValues(header), ...values];
  const canonical = all.map((value) => utf8(jcsText(value, JSON_DEPTH - LEVELS_AROUND_VALUE)));
  const size = canonical.reduce((sum, bytes) => sum + bytes.length, 0);
  ensure(size <= VALUES_BYTES, 'TOO_LARGE', `${size} bytes of values in one version`);
  const salts = all.map((_, index) => fieldSalt(salt32, index));
  const leaves = salts.map((salt, index) => saltedLeaf(index, salt, canonical[index] ?? NOTHING));
  return { hash: versionHash(type, schema, leaves.length, treeRoot(leaves)), leaves, salts, values: all };
}

const NOTHING = new Uint8Array();

/** Values of leaves 0 to 3. Refused: `LEAF_ZERO HEADER_LEAF BAD_SHAPE`. */
export function headerValues(header: VersionHeader): readonly JsonValue[] {
  const { schema, record, version, organization, log, activity, agent, recordedAt, parents } = header;
  const values = [
    {
      type: schema.type,
      schema: schema.schema,
      schemaHash: schemaHashText(schema),
      record,
      version,
      organization,
      log,
    },
    { activity, agent },
    recordedAt,
    toHex(parentsRoot(parents)),
  ];
  const [versionLeaf = null] = values;
  parseVersionLeaf(versionLeaf);
  for (let index = 1; index < HEADER_LEAVES; index++) checkHeaderLeaf(index, values[index] ?? null);
  return values;
}

/** Documents are few and never change; an importer commits thousands of versions by each. */
const schemaHashes = new WeakMap<SchemaDocument, string>();

function schemaHashText(schema: SchemaDocument): string {
  const known = schemaHashes.get(schema) ?? toHex(schemaHash(schema));
  schemaHashes.set(schema, known);
  return known;
}
