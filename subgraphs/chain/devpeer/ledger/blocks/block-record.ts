/** A block as Fabric's own block files hold it (blkstorage/block_serialization.go). */
export interface BlockRecord {
  readonly number: number;
  readonly dataHash: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  readonly metadata: readonly Uint8Array[];
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const counted = (items: readonly Uint8Array[]): Uint8Array[] => [
  varint(items.length),
  ...items.flatMap((item) => [varint(item.length), item]),
];

/** The record with its length before it, as it stands in the file. */
export function encodeRecord(record: BlockRecord): Buffer {
  const body = Buffer.concat([
    varint(record.number),
    varint(record.dataHash.length),
    record.dataHash,
    varint(record.previousHash.length),
    record.previousHash,
    ...counted(record.envelopes),
    ...counted(record.metadata),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

/** Bytes end before what they promise. */
export class Truncated extends Error {}

/** Reads a length-prefixed file format from a buffer. */
class Reader {
  position: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 64n; shift += 7n) {
      const byte = this.#bytes[this.position];
      if (byte === undefined) throw new Truncated('a number is cut off');
      this.position += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('a number is too large');
    return Number(value);
  }

  bytes(): Buffer {
    const length = this.varint();
    const end = this.position + length;
    if (end > this.#bytes.length) throw new Truncated('bytes are cut off');
    const slice = this.#bytes.subarray(this.position, end);
    this.position = end;
    return slice;
  }

  list(): Buffer[] {
    const count = this.varint();
    if (count > this.#bytes.length) throw new Error('a list is too long');
    return Array.from({ length: count }, () => this.bytes());
  }
}

/** Reads the record at an offset; throws {@link Truncated} when the file ends within it, any other error when it is none. */
export function decodeRecord(file: Buffer, offset: number): { record: BlockRecord; end: number } {
  const outer = new Reader(file, offset);
  const body = outer.bytes();
  const reader = new Reader(body, 0);
  try {
    const record = {
      number: reader.varint(),
      dataHash: reader.bytes(),
      previousHash: reader.bytes(),
      envelopes: reader.list(),
      metadata: reader.list(),
    };
    if (reader.position !== body.length) throw new Error('the record has bytes to spare');
    return { record, end: outer.position };
  } catch (error) {
    // All promised bytes are there: this is damage, not a torn end.
    if (error instanceof Truncated) throw new Error('the record’s parts exceed it', { cause: error });
    throw error;
  }
}
