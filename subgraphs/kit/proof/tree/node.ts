import { sha256 } from '#sha256';

const LEAF = 0x00;
const NODE = 0x01;

/** Hash of a log entry of 32 bytes (RFC 6962, 2.1: leaves and nodes are told apart by their first byte). */
export function logLeaf(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(1 + entry.length);
  message[0] = LEAF;
  message.set(entry, 1);
  return sha256(message);
}

/** Hash of an inner node. */
export function node(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(1 + left.length + right.length);
  message[0] = NODE;
  message.set(left, 1);
  message.set(right, 1 + left.length);
  return sha256(message);
}

/** The largest power of two below `size`, where a tree of more than one leaf is split. Not by shifts: sizes pass 2^32. */
export function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
