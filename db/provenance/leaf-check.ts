import { fieldLeaf, treeRoot, versionHash } from '@caretrail/proof';
import type { DisclosedLeaf } from './disclosed.ts';
import type { StoredVersion } from './stored-version.ts';

/** Whether the values, put through the commitment, are the leaves stored for the version. Never throws. */
export function leavesAgree(version: StoredVersion, disclosed: readonly DisclosedLeaf[]): boolean {
  return disclosed.every(({ index, value, fieldSalt }) => {
    const stored = version.leaves[index];
    if (!stored || (index === 0 && !isHeaderOf(value, version))) return false;
    try {
      return equal(fieldLeaf(index, fieldSalt, value), stored);
    } catch {
      return false; // a value outside the format's domain was never committed
    }
  });
}

/** Whether the stored leaves make the version's hash. */
export function hashAgrees(version: StoredVersion): boolean {
  const { type, schema, leaves, hash } = version;
  return leaves.length > 0 && equal(versionHash(type, schema, leaves.length, treeRoot(leaves)), hash);
}

/** A genuine version put in another record's place has a leaf 0 that names the other one. */
function isHeaderOf(value: unknown, version: StoredVersion): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const header = new Map<string, unknown>(Object.entries(value));
  return (
    header.get('type') === version.type &&
    header.get('schema') === version.schema &&
    header.get('record') === version.record &&
    header.get('version') === version.number &&
    header.get('organization') === version.organization &&
    header.get('log') === version.log
  );
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
