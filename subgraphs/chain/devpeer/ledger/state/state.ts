import { byBytes } from './key-order.ts';
import type { Version } from './version.ts';

export interface StateValue {
  readonly value: Uint8Array;
  /** Serialized {@link MetadataEntry} list, such as the endorsement policy of the key; null without any. */
  readonly metadata: Uint8Array | null;
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
  readonly metadata: Uint8Array | null;
  readonly version: Version;
}

/** Keys in order, and those that came since they were put in order. */
interface Order {
  sorted: string[];
  readonly added: Set<string>;
}

/** The committed state of a channel: the newest value of every key, by namespace. Held in memory, rebuilt from the blocks. */
export class State {
  readonly #namespaces = new Map<string, Map<string, StateValue>>();
  /** Made for a namespace when a range of it is asked for; from then on new keys are merged in. */
  readonly #orders = new Map<string, Order>();

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
    for (const { namespace, key, value, metadata, version } of updates) {
      const keys = this.#namespaces.get(namespace) ?? new Map<string, StateValue>();
      this.#namespaces.set(namespace, keys);
      if (value === null) {
        keys.delete(key);
        continue;
      }
      if (!keys.has(key)) this.#orders.get(namespace)?.added.add(key);
      keys.set(key, { value, metadata, version });
    }
  }

  /** A deleted key stays in the order until the next merge; {@link range} passes over it. */
  #sortedKeys(namespace: string): readonly string[] {
    const values = this.#namespaces.get(namespace);
    if (!values) return [];
    const order = this.#orders.get(namespace);
    if (!order) {
      const sorted = [...values.keys()].sort(byBytes);
      this.#orders.set(namespace, { sorted, added: new Set() });
      return sorted;
    }
    if (order.added.size > 0) {
      order.sorted = merged(order.sorted, [...order.added].sort(byBytes), (key) => values.has(key));
      order.added.clear();
    }
    return order.sorted;
  }
}

function merged(old: readonly string[], added: readonly string[], lives: (key: string) => boolean): string[] {
  const keys: string[] = [];
  let next = 0;
  const push = (key: string) => {
    if (lives(key) && keys.at(-1) !== key) keys.push(key);
  };
  for (const key of old) {
    while (next < added.length && byBytes(added[next] ?? '', key) <= 0) push(added[next++] ?? '');
    push(key);
  }
  while (next < added.length) push(added[next++] ?? '');
  return keys;
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
