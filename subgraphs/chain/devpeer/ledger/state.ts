import { byBytes } from './key-order.ts';
import type { Version } from './version.ts';

export interface StateValue {
  readonly value: Uint8Array;
  readonly version: Version;
}

export interface StateEntry extends StateValue {
  readonly key: string;
}

/** A change of one key by a valid transaction; `value` null deletes. */
export interface StateUpdate {
  readonly namespace: string;
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly version: Version;
}

/** The committed state of a channel: the newest value of every key, by namespace. Held in memory, rebuilt from the blocks. */
export class State {
  readonly #namespaces = new Map<string, Map<string, StateValue>>();
  /** Sorted keys of a namespace, made when a range is asked for and dropped when its keys change. */
  readonly #sorted = new Map<string, readonly string[]>();

  get(namespace: string, key: string): StateValue | null {
    return this.#namespaces.get(namespace)?.get(key) ?? null;
  }

  /** Entries with `start` <= key < `end`, in order; an empty `end` is no bound. */
  *range(namespace: string, start: string, end: string): Generator<StateEntry> {
    const keys = this.#sortedKeys(namespace);
    for (let index = firstAtLeast(keys, start); index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      if (end !== '' && byBytes(key, end) >= 0) return;
      const value = this.get(namespace, key);
      if (value) yield { key, ...value };
    }
  }

  apply(updates: readonly StateUpdate[]): void {
    for (const { namespace, key, value, version } of updates) {
      const keys = this.#namespaces.get(namespace) ?? new Map<string, StateValue>();
      this.#namespaces.set(namespace, keys);
      if (value === null ? keys.delete(key) : !keys.has(key)) this.#sorted.delete(namespace);
      if (value !== null) keys.set(key, { value, version });
    }
  }

  #sortedKeys(namespace: string): readonly string[] {
    const known = this.#sorted.get(namespace);
    if (known) return known;
    const keys = [...(this.#namespaces.get(namespace)?.keys() ?? [])].sort(byBytes);
    this.#sorted.set(namespace, keys);
    return keys;
  }
}

function firstAtLeast(keys: readonly string[], start: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byBytes(keys[middle] ?? '', start) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
