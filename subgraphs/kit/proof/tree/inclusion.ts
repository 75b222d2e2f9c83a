import { ensure } from '../refused.ts';
import { node, split } from './node.ts';
import { subtreeRoot } from './root.ts';

/** Siblings of leaf `index`, from the leaf up (RFC 6962, 2.1.1). Throws `RangeError` if there is no such leaf. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length))
    throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, leaves.length];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push(subtreeRoot(leaves, middle, end));
      end = middle;
    } else {
      path.push(subtreeRoot(leaves, start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * The root that a path leads to from a leaf hash (RFC 9162, 2.1.3.2). Index, size and path are the prover's: the
 * path must have exactly the length that index and size ask for, else `PATH_LENGTH`. Some sizes share a path (21 and
 * 22, for one), so a size is only as good as the anchored checkpoint that names it.
 */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array {
  // Arithmetic, not shifts: an index may have 53 bits.
  let [place, last, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    ensure(last > 0, 'PATH_LENGTH', 'the path is too long');
    if (place % 2 === 1 || place === last) {
      root = node(sibling, root);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      root = node(root, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  ensure(last === 0, 'PATH_LENGTH', 'the path is too short');
  return root;
}

const half = (value: number): number => Math.floor(value / 2);
