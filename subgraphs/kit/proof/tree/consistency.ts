import { equal } from '../bytes/bytes.ts';
import { node, split } from './node.ts';
import { subtreeRoot } from './root.ts';

/**
 * Proof that the first `old` leaves were a log before it grew to all of them (RFC 6962, 2.1.2). Throws `RangeError`
 * unless 0 < old < size.
 */
export function consistencyPath(leaves: readonly Uint8Array[], old: number): Uint8Array[] {
  if (!(Number.isInteger(old) && old > 0 && old < leaves.length))
    throw new RangeError(`no consistency proof from ${old} to ${leaves.length}`);
  const path: Uint8Array[] = [];
  let [start, end, isWhole] = [0, leaves.length, true];
  while (old < end) {
    const middle = start + split(end - start);
    if (old <= middle) {
      path.push(subtreeRoot(leaves, middle, end));
      end = middle;
    } else {
      path.push(subtreeRoot(leaves, start, middle));
      start = middle;
      isWhole = false;
    }
  }
  // The old tree's own root is known to the verifier if it is a subtree of the new one.
  if (!isWhole) path.push(subtreeRoot(leaves, start, end));
  return path.reverse();
}

/** Size and root of a log at one moment. */
export interface LogState {
  /** Entries, 1..2^53-1. */
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Whether a log that grew from `old` to `now` kept every old entry in its place (RFC 9162, 2.1.4.2). False also
 * unless 0 < old size < new size: a checkpoint always grows, and the first one has nothing before it.
 */
export function isConsistent(old: LogState, now: LogState, path: readonly Uint8Array[]): boolean {
  if (!(old.size > 0 && old.size < now.size) || path.length === 0) return false;
  const [seed, ...siblings] = isPowerOfTwo(old.size) ? [old.root, ...path] : path;
  if (seed === undefined) return false;
  let [place, last] = [old.size - 1, now.size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [oldRoot, newRoot] = [seed, seed];
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      oldRoot = node(sibling, oldRoot);
      newRoot = node(sibling, newRoot);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      newRoot = node(newRoot, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equal(oldRoot, old.root) && equal(newRoot, now.root);
}

const half = (value: number): number => Math.floor(value / 2);

/** Not by bits: sizes pass 2^32. */
function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}
