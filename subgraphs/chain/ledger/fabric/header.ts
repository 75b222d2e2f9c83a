import { sha256 } from './hash.ts';

export interface BlockHeader {
  readonly number: number;
  /** Empty for block 0. */
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}

function tagged(tag: number, body: Uint8Array): Buffer {
  const length = body.length < 0x80 ? Buffer.of(body.length) : Buffer.of(0x81, body.length);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

/** INTEGER: minimal two's complement, so a leading zero where the first bit is set. */
function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return tagged(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** The bytes that orderers sign: ASN.1 SEQUENCE {number, previous_hash, data_hash} (protoutil/blockutils.go). */
export function headerBytes(header: {
  readonly number: number | bigint;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}): Buffer {
  return tagged(
    0x30,
    Buffer.concat([
      integer(BigInt(header.number)),
      tagged(0x04, header.previousHash),
      tagged(0x04, header.dataHash),
    ]),
  );
}

/** What the next block names as its `previous_hash`, and what block 0's is called the genesis hash. */
export const blockHash = (header: BlockHeader): Buffer => sha256(headerBytes(header));

/** Flat over all envelopes, not a tree: the field's comment in Fabric says otherwise, its code does not. */
export const dataHash = (envelopes: readonly Uint8Array[]): Buffer => sha256(...envelopes);
