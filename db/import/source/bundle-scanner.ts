import { Refusal } from '../refusal.ts';
import type { Line } from './lines.ts';

/** How much of an entry that is too long is kept, to say what it was. */
const HEAD = 4096;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
/** A member's name or a short text of the outermost object; longer ones are none of those that matter. */
const WORD_LIMIT = 64;

/**
 * Cuts the entries out of the bytes of a Bundle as they come, without reading what is in them: each goes to the strict reader
 * by itself. Holds one entry at most. What it says of the outermost object is enough to know what comes.
 */
export class BundleScanner {
  readonly #limit: number;
  /** Open objects and arrays around the byte that is next. */
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Text members of the outermost object, and the text that is being read there. */
  readonly members = new Map<string, string>();
  #word: number[] = [];
  #name: string | null = null;
  #last = '';
  #inEntries = false;
  #listed = false;
  #number = 0;
  #parts: Uint8Array[] = [];
  #length = 0;
  #started = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the outermost object was opened and closed again. */
  get complete(): boolean {
    return this.#started && this.#depth === 0 && !this.#inText;
  }

  /** The entries that end in this chunk. */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let start = this.#inEntry ? 0 : -1;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#inText) {
        this.#text(byte);
        continue;
      }
      switch (byte) {
        case QUOTE:
          this.#inText = true;
          this.#word = [];
          break;
        case OPEN_OBJECT:
        case OPEN_ARRAY:
          this.#depth += 1;
          this.#started = true;
          if (byte === OPEN_ARRAY && this.#depth === 2 && this.#last === 'entry') this.#openEntries();
          if (byte === OPEN_OBJECT && this.#inEntry && this.#depth === 3) start = at;
          break;
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          if (this.#inEntry && this.#depth === 3) {
            this.#keep(chunk.subarray(Math.max(0, start), at + 1));
            lines.push(this.#take());
            start = -1;
          }
          this.#depth -= 1;
          if (this.#depth < 2) this.#inEntries = false;
          break;
        case COMMA:
          if (this.#depth === 1) this.#name = null;
          break;
      }
    }
    if (this.#inEntry && start >= 0) this.#keep(chunk.subarray(start));
    return lines;
  }

  /** @throws Refusal DUPLICATE_KEY: other readers would know one of two lists alone */
  #openEntries(): void {
    if (this.#listed) throw new Refusal('DUPLICATE_KEY', 'Bundle.entry');
    this.#listed = true;
    this.#inEntries = true;
  }

  /** Inside one object of the list of entries. */
  get #inEntry(): boolean {
    return this.#inEntries && this.#depth >= 3;
  }

  #text(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#inText = false;
      if (this.#depth === 1) this.#told(Buffer.from(this.#word).toString());
      return;
    }
    if (this.#depth === 1 && this.#word.length < WORD_LIMIT) this.#word.push(byte);
  }

  /** Names and texts alternate in an object; a name is forgotten at the comma. */
  #told(word: string): void {
    if (this.#name === null) this.#name = word;
    else if (!this.members.has(this.#name)) this.members.set(this.#name, word);
    this.#last = this.#name;
  }

  #keep(part: Uint8Array): void {
    const before = this.#length;
    this.#length += part.length;
    if (before > this.#limit) return;
    // A copy: the chunk belongs to the stream.
    this.#parts.push(Uint8Array.from(part));
    if (this.#length > this.#limit) this.#parts = [Buffer.concat(this.#parts).subarray(0, HEAD)];
  }

  #take(): Line {
    this.#number += 1;
    const line = {
      ...{ number: this.#number, bytes: Buffer.concat(this.#parts), whole: this.#length <= this.#limit },
      entry: true,
    };
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
