import { byBytes } from './key-order.ts';
import type { NamespaceSet, RangeRead } from './read-write-set.ts';
import type { State, StateUpdate } from './state.ts';
import { sameVersion, type Version } from './version.ts';

type Conflict = 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT';

/**
 * The writes of the valid transactions of one block, in order, and the question whether the next transaction still
 * fits: every key it read must be unchanged, and every range it read must still hold the same keys.
 */
export class BlockUpdates {
  readonly #state: State;
  readonly #updates = new Map<string, StateUpdate>();

  constructor(state: State) {
    this.#state = state;
  }

  /** Null when the transaction may be applied. */
  conflict(sets: readonly NamespaceSet[]): Conflict | null {
    for (const { namespace, reads } of sets)
      for (const { key, version } of reads)
        if (this.#updates.has(id(namespace, key)) || !sameVersion(this.#committed(namespace, key), version))
          return 'MVCC_READ_CONFLICT';
    for (const { namespace, ranges } of sets)
      if (ranges.some((range) => this.#changed(namespace, range))) return 'PHANTOM_READ_CONFLICT';
    return null;
  }

  add(sets: readonly NamespaceSet[], version: Version): void {
    for (const { namespace, writes } of sets)
      for (const { key, value } of writes)
        this.#updates.set(id(namespace, key), { namespace, key, value, version });
  }

  all(): readonly StateUpdate[] {
    return [...this.#updates.values()];
  }

  #committed(namespace: string, key: string): Version | null {
    return this.#state.get(namespace, key)?.version ?? null;
  }

  #changed(namespace: string, range: RangeRead): boolean {
    const within = (key: string) => isWithin(key, range);
    for (const update of this.#updates.values())
      if (update.namespace === namespace && within(update.key)) return true;
    const now = [...this.#state.range(namespace, range.start, '')].filter(({ key }) => within(key));
    return (
      now.length !== range.reads.length ||
      now.some(({ key, version }, index) => {
        const read = range.reads[index];
        return read?.key !== key || !sameVersion(read.version, version);
      })
    );
  }
}

function isWithin(key: string, { start, end, exhausted }: RangeRead): boolean {
  if (byBytes(key, start) < 0) return false;
  return exhausted ? end === '' || byBytes(key, end) < 0 : byBytes(key, end) <= 0;
}

const id = (namespace: string, key: string): string => `${namespace}\0${key}`;
