import { RangeResults, sameSummary } from '../rwset/range-results.ts';
import type { NamespaceSet, RangeRead } from '../rwset/read-write-set.ts';
import { byBytes, byKey } from '../state/key-order.ts';
import { hashedKey, hashedNamespace } from '../state/namespace.ts';
import { sameVersion, type Version } from '../state/version.ts';
import type { BlockUpdates } from './block-updates.ts';

type Conflict = 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT';

/**
 * Whether what a transaction read is still so after the valid transactions before it in the block: every key
 * unchanged, every range with the same keys; namespace by namespace as Fabric does it (validation/validator.go).
 * Null when the transaction may be applied.
 */
export function readConflict(sets: readonly NamespaceSet[], updates: BlockUpdates): Conflict | null {
  const stale = (namespace: string, key: string, version: Version | null) =>
    updates.get(namespace, key) !== undefined ||
    !sameVersion(updates.state.get(namespace, key)?.version ?? null, version);
  for (const { namespace, reads, ranges, collections } of sets) {
    if (reads.some(({ key, version }) => stale(namespace, key, version))) return 'MVCC_READ_CONFLICT';
    if (ranges.some((range) => rangeChanged(namespace, range, updates))) return 'PHANTOM_READ_CONFLICT';
    for (const { collection, reads: hashed } of collections) {
      const hashes = hashedNamespace(namespace, collection);
      if (hashed.some(({ keyHash, version }) => stale(hashes, hashedKey(keyHash), version)))
        return 'MVCC_READ_CONFLICT';
    }
  }
  return null;
}

/** Runs the range again over the committed state with the block's changes on top. */
function rangeChanged(namespace: string, range: RangeRead, updates: BlockUpdates): boolean {
  const { seen } = range;
  const results = new RangeResults('maxDegree' in seen ? seen.maxDegree : Number.POSITIVE_INFINITY);
  for (const read of current(namespace, range, updates)) results.add(read);
  const now = results.done();
  if ('maxDegree' in seen) return !('maxDegree' in now) || !sameSummary(seen, now);
  if ('maxDegree' in now || now.length !== seen.length) return true;
  return now.some(({ key, version }, index) => {
    const read = seen[index];
    return read?.key !== key || !sameVersion(read.version, version);
  });
}

function* current(
  namespace: string,
  range: RangeRead,
  updates: BlockUpdates,
): Generator<{ key: string; version: Version }> {
  const changed = [...updates.in(namespace)].filter(({ key }) => isWithin(key, range)).sort(byKey);
  let next = 0;
  for (const entry of updates.state.range(namespace, range.start, '')) {
    if (!isWithin(entry.key, range)) break;
    for (let update = changed[next]; update && byBytes(update.key, entry.key) < 0; update = changed[++next])
      if (update.value !== null) yield update;
    if (updates.get(namespace, entry.key) === undefined) yield entry;
  }
  for (let update = changed[next]; update; update = changed[++next]) if (update.value !== null) yield update;
}

function isWithin(key: string, { start, end, exhausted }: RangeRead): boolean {
  if (byBytes(key, start) < 0) return false;
  return exhausted ? end === '' || byBytes(key, end) < 0 : byBytes(key, end) <= 0;
}
