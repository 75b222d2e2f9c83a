import { toHex } from '../text/hex.ts';

/** Bytes as a number, big-endian. */
export function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes)}`);
}
