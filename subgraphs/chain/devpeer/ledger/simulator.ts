import { byBytes } from './key-order.ts';
import type { NamespaceSet, RangeRead, Read, Write } from './read-write-set.ts';
import type { State, StateEntry } from './state.ts';
import type { Version } from './version.ts';

interface Touched {
  readonly reads: Map<string, Read>;
  readonly ranges: RangeCursor[];
  readonly writes: Map<string, Write>;
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }) => byBytes(a.key, b.key);

/**
 * Runs a proposal against committed state and records what it reads and writes. As in Fabric a transaction does not
 * see its own writes, and a read is recorded once, at the version first seen.
 */
export class Simulator {
  readonly #state: State;
  readonly #touched = new Map<string, Touched>();
  #paginated = false;

  constructor(state: State) {
    this.#state = state;
  }

  get(namespace: string, key: string): Uint8Array | null {
    const found = this.#state.get(namespace, key);
    const { reads } = this.#in(namespace);
    if (!reads.has(key)) reads.set(key, { key, version: found?.version ?? null });
    return found?.value ?? null;
  }

  /** Throws when a paginated query went before: its answer would not be checked again at commit. */
  write(namespace: string, key: string, value: Uint8Array | null): void {
    if (key === '') throw new Error('an empty key is not supported');
    if (this.#paginated)
      throw new Error(
        // Fabric's own text, spelling included: clients may compare it.
        'unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed',
      );
    this.#in(namespace).writes.set(key, { key, value });
  }

  range(namespace: string, start: string, end: string, paginated: boolean): RangeCursor {
    const { ranges, writes } = this.#in(namespace);
    if (paginated && writes.size > 0)
      throw new Error('unsuppored transaction. Transaction has already performed writes');
    this.#paginated ||= paginated;
    const cursor = new RangeCursor(this.#state.range(namespace, start, end), start, end);
    ranges.push(cursor);
    return cursor;
  }

  /** Namespaces and keys in order; a namespace that was only looked at in vain still counts as touched. */
  result(): NamespaceSet[] {
    return [...this.#touched]
      .map(([namespace, touched]) => ({
        namespace,
        reads: [...touched.reads.values()].sort(byKey),
        ranges: touched.ranges.flatMap((cursor) => cursor.seen() ?? []),
        writes: [...touched.writes.values()].sort(byKey),
      }))
      .sort((a, b) => byBytes(a.namespace, b.namespace));
  }

  #in(namespace: string): Touched {
    const touched = this.#touched.get(namespace) ?? { reads: new Map(), ranges: [], writes: new Map() };
    this.#touched.set(namespace, touched);
    return touched;
  }
}

/** Walks a range and remembers how far. */
export class RangeCursor {
  readonly #entries: Generator<StateEntry>;
  readonly #start: string;
  readonly #end: string;
  readonly #reads: { key: string; version: Version }[] = [];
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
    this.#reads.push({ key: step.value.key, version: step.value.version });
    return step.value;
  }

  /** Null when nothing was asked of it: then nothing needs to stay as it is. */
  seen(): RangeRead | null {
    const last = this.#reads.at(-1)?.key;
    if (this.#exhausted) return { start: this.#start, end: this.#end, exhausted: true, reads: this.#reads };
    return last === undefined
      ? null
      : { start: this.#start, end: last, exhausted: false, reads: this.#reads };
  }
}
