import { ensure } from '../refused.ts';

// Wire types of the Protocol Buffers encoding; the messages of the format need no others.
const VARINT = 0;
const LENGTH_DELIMITED = 2;

const LAST_VARINT_BYTE = 10;

/** What stands under a field's number: a number below 2^64, or bytes. */
export type WireValue = bigint | Uint8Array;

/** One field as it stands in the bytes. */
export interface WireField {
  readonly number: number;
  readonly value: WireValue;
}

/**
 * Reads protobuf fields in the one encoding that a canonical writer makes: what peers signed and hashed must not be
 * readable in two ways. Refused: `BAD_SHAPE`.
 */
export class WireReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next field; null at the end. */
  next(): WireField | null {
    if (this.#at === this.#bytes.length) return null;
    const tag = this.#varint();
    const wire = Number(tag & 7n);
    ensure(wire === VARINT || wire === LENGTH_DELIMITED, 'BAD_SHAPE', `wire type ${wire}`);
    const value = wire === VARINT ? this.#varint() : this.#chunk(this.#varint());
    return { number: Number(tag >> 3n), value };
  }

  #chunk(length: bigint): Uint8Array {
    ensure(length <= BigInt(this.#bytes.length - this.#at), 'BAD_SHAPE', 'a field is cut off');
    const start = this.#at;
    this.#at += Number(length);
    return this.#bytes.subarray(start, this.#at);
  }

  /** Minimal, and below 2^64. */
  #varint(): bigint {
    let value = 0n;
    for (let count = 0; count < LAST_VARINT_BYTE; count++) {
      const byte = this.#bytes[this.#at++];
      ensure(byte !== undefined, 'BAD_SHAPE', 'a number is cut off');
      value |= BigInt(byte & 0x7f) << BigInt(7 * count);
      if (byte < 0x80) {
        ensure((byte !== 0 || count === 0) && value < 1n << 64n, 'BAD_SHAPE', 'a number is not minimal');
        return value;
      }
    }
    ensure(false, 'BAD_SHAPE', 'a number does not end');
  }
}
