import { equal } from '../bytes/bytes.ts';
import type { Proof, ProofLeaf } from '../file/proof.ts';
import {
  checkHeaderLeaf,
  parseVersionLeaf,
  type UnplacedVersionLeaf,
  type VersionLeaf,
} from '../record/header.ts';
import { fieldLeaf } from '../record/leaf.ts';
import { logName } from '../record/log-name.ts';
import { leafNames, schemaHash } from '../record/schema.ts';
import { versionHash } from '../record/version-hash.ts';
import { ensure } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import type { JsonValue } from '../text/json-value.ts';
import { rootFromPath } from '../tree/inclusion.ts';
import type { Trust } from '../trust/trust.ts';

/** What step `record` found: a version, and the values that were committed under the names of its schema. */
export interface RecordShown {
  readonly version: VersionLeaf;
  readonly fields: { readonly [name: string]: JsonValue };
}

/**
 * Step `record`: the disclosed values are leaves of one version, named by a schema that the trust file knows.
 * Names and leaf count come from the schema, never from the proof.
 */
export function checkRecord(proof: Proof, trust: Trust): RecordShown {
  const version = parseVersionLeaf(proof.versionLeaf.value);
  const names = checkSchema(version, proof.leafCount, trust);
  ensure(trust.organizations.has(version.organization), 'ORGANIZATION_UNKNOWN', version.organization);
  const log = logName(trust.channel, version.organization, version.type);
  ensure(version.log === log, 'LOG_NAME', `want ${log}`);
  const root = commonRoot(proof, names);
  const computed = versionHash(version.type, version.schema, proof.leafCount, root);
  ensure(equal(computed, proof.versionHash), 'VERSION_HASH');
  const named = proof.leaves.slice(1).map(({ index, value }) => [names[index] ?? '', value] as const);
  return { version: { ...version, log }, fields: Object.fromEntries(named) };
}

/** Names of the leaves, by the one schema document that leaf 0 commits to. */
function checkSchema(version: UnplacedVersionLeaf, leafCount: number, trust: Trust): readonly string[] {
  const document = trust.schemas.find(version.type, version.schema);
  ensure(document !== null, 'SCHEMA_UNKNOWN', `${version.type} ${version.schema}`);
  ensure(version.schemaHash === toHex(schemaHash(document)), 'SCHEMA_HASH');
  const names = leafNames(document);
  ensure(leafCount === names.length, 'LEAF_COUNT', `the schema has ${names.length} leaves`);
  return names;
}

/** The root that every leaf leads to: a leaf of another version leads elsewhere. */
function commonRoot(proof: Proof, names: readonly string[]): Uint8Array {
  const first = rootOf(proof.versionLeaf, proof.leafCount);
  for (const leaf of proof.leaves.slice(1)) {
    checkHeaderLeaf(leaf.index, leaf.value);
    ensure(
      equal(rootOf(leaf, proof.leafCount), first),
      'LEAF',
      `leaf ${leaf.index} (${names[leaf.index]}) is not of this version`,
    );
  }
  return first;
}

function rootOf({ index, value, fieldSalt, path }: ProofLeaf, leafCount: number): Uint8Array {
  return rootFromPath(fieldLeaf(index, fieldSalt, value), index, leafCount, path);
}
