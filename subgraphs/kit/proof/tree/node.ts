import { sha256 } from '#sha256';
import { hash } from '../hash/hash.ts';
import { HASH_BYTES } from '../limits.ts';

// Leaves and nodes are told apart by their first byte, so that a node cannot be passed off as a leaf (RFC 6962, 2.1).
const LEAF = Uint8Array.of(0x00);
const NODE = 0x01;

/** Hash of a log entry. */
export function logLeaf(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  return hash(LEAF, entry);
}

// Filled anew by each call: trees are made of millions of nodes, and nothing else happens while one is hashed.
const message = new Uint8Array(1 + 2 * HASH_BYTES);
message[0] = NODE;

/** Hash of an inner node over two hashes. Throws `RangeError` for what cannot be a hash. */
export function node(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  put(left, 1);
  put(right, 1 + HASH_BYTES);
  return sha256(message);
}

function put(child: Uint8Array, to: number): void {
  if (child.length !== HASH_BYTES) throw new RangeError(`a hash of ${child.length} bytes`);
  for (let at = 0; at < HASH_BYTES; at++) message[to + at] = child[at] ?? 0;
}

/** The largest power of two below `size`, where a tree of more than one leaf is split. Not by shifts: sizes pass 2^32. */
export function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
