import { sha256 } from '#sha256';
import { node, split } from './node.ts';

/** Root of the tree without leaves: the hash of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

/** Root over leaf hashes (RFC 6962, 2.1). */
export function treeRoot(leaves: readonly Uint8Array[]): Uint8Array {
  return subtreeRoot(leaves, 0, leaves.length);
}

/** Root over the leaf hashes from `start` to before `end`. */
export function subtreeRoot(leaves: readonly Uint8Array[], start: number, end: number): Uint8Array {
  if (end - start < 2) return leaves[start] ?? EMPTY_ROOT;
  const middle = start + split(end - start);
  return node(subtreeRoot(leaves, start, middle), subtreeRoot(leaves, middle, end));
}
