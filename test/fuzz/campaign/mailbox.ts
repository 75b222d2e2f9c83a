const HEAD = 2;
const ROOM = 4 << 20;

/** Where a worker leaves the case it is at, so that it can be told even when the worker cannot. */
export class Mailbox {
  readonly buffer: SharedArrayBuffer;
  readonly #head: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(4 * HEAD + ROOM)) {
    this.buffer = buffer;
    this.#head = new Int32Array(buffer, 0, HEAD);
    this.#bytes = new Uint8Array(buffer, 4 * HEAD);
  }

  put(number: number, input: Uint8Array): void {
    const kept = input.subarray(0, ROOM);
    this.#bytes.set(kept);
    this.#head[1] = kept.length;
    Atomics.store(this.#head, 0, number);
  }

  get number(): number {
    return Atomics.load(this.#head, 0);
  }

  get input(): Buffer {
    return Buffer.from(this.#bytes.slice(0, this.#head[1]));
  }
}
