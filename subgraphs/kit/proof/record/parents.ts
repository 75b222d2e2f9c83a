import { compare } from '../bytes/bytes.ts';
import { HASH_BYTES, PARENTS } from '../limits.ts';
import { ensure } from '../refused.ts';
import { logLeaf } from '../tree/node.ts';
import { treeRoot } from '../tree/root.ts';

/**
 * Root over the version hashes that a version was derived from, in whatever order they come (leaf 3).
 * Refused with `BAD_SHAPE`: a hash twice, more than 4096, one that is not 32 bytes.
 */
export function parentsRoot(parents: readonly Uint8Array[]): Uint8Array {
  ensure(parents.length <= PARENTS, 'BAD_SHAPE', `${parents.length} parents`);
  const sorted = parents.toSorted(compare);
  for (const [at, parent] of sorted.entries()) {
    ensure(parent.length === HASH_BYTES, 'BAD_SHAPE', 'a parent is no hash');
    const next = sorted[at + 1];
    ensure(next === undefined || compare(parent, next) !== 0, 'BAD_SHAPE', 'a parent twice');
  }
  return treeRoot(sorted.map(logLeaf));
}
