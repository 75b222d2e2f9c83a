/** No resource that is held is near this size; what is longer is skipped without being kept in memory. */
export const LINE_LIMIT = 4 * 1024 * 1024;
/** How much of a line that is too long is kept, to say what it was. */
const HEAD = 4096;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export interface Line {
  /** From 1; of a Bundle, the entry. */
  readonly number: number;
  /** Without the line end; only the beginning if the line is not whole. */
  readonly bytes: Uint8Array;
  /** False: longer than the limit. */
  readonly whole: boolean;
  /** The bytes are an entry of a Bundle, which has the resource in it. */
  readonly entry?: boolean;
}

/**
 * Cuts a stream of bytes into lines: LF or CR LF, a byte order mark at the start and blank lines dropped, the last line
 * with or without an end. Holds one chunk and one line at most.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limit = LINE_LIMIT,
): AsyncGenerator<readonly Line[]> {
  const splitter = new Splitter(limit);
  for await (const chunk of chunks) yield splitter.push(chunk);
  yield splitter.end();
}

class Splitter {
  readonly #limit: number;
  #number = 0;
  #pending: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#take(lines);
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.#length > 0) this.#take(lines);
    return lines;
  }

  /** Beyond the limit only the length grows. */
  #keep(part: Uint8Array): void {
    const before = this.#length;
    this.#length += part.length;
    if (part.length === 0 || before > this.#limit) return;
    this.#pending.push(part);
    if (this.#length > this.#limit) this.#pending = [Buffer.concat(this.#pending).subarray(0, HEAD)];
  }

  #take(lines: Line[]): void {
    this.#number += 1;
    const [only] = this.#pending;
    const joined = this.#pending.length === 1 && only ? only : Buffer.concat(this.#pending);
    const whole = this.#length <= this.#limit;
    this.#pending = [];
    this.#length = 0;
    const bytes = trimmed(joined, this.#number === 1);
    if (!isBlank(bytes)) lines.push({ number: this.#number, bytes, whole });
  }
}

function trimmed(bytes: Uint8Array, first: boolean): Uint8Array {
  const start = first && BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? 3 : 0;
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, Math.max(start, end));
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09);
}
