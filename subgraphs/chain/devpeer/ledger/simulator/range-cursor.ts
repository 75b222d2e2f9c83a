import { MAX_DEGREE, RangeResults } from '../rwset/range-results.ts';
import type { RangeRead } from '../rwset/read-write-set.ts';
import type { StateEntry } from '../state/state.ts';

/** Walks a range and remembers how far. */
export class RangeCursor {
  readonly #entries: Generator<StateEntry>;
  readonly #start: string;
  readonly #end: string;
  readonly #results = new RangeResults(MAX_DEGREE);
  #last: string | null = null;
  #exhausted = false;

  constructor(entries: Generator<StateEntry>, start: string, end: string) {
    this.#entries = entries;
    this.#start = start;
    this.#end = end;
  }

  next(): StateEntry | null {
    const step = this.#entries.next();
    if (step.done) {
      this.#exhausted = true;
      return null;
    }
    this.#results.add({ key: step.value.key, version: step.value.version });
    this.#last = step.value.key;
    return step.value;
  }

  /** Null when nothing was asked of it: then nothing needs to stay as it is. Asked once, at the end. */
  seen(): RangeRead | null {
    if (!this.#exhausted && this.#last === null) return null;
    return {
      start: this.#start,
      end: this.#exhausted ? this.#end : (this.#last ?? ''),
      exhausted: this.#exhausted,
      seen: this.#results.done(),
    };
  }
}
