import type { NamespaceSet } from './rwset/read-write-set.ts';
import type { Version } from './state/version.ts';

/** Which transactions wrote a public key (core/ledger/kvledger/history): places only, the values are in the blocks. */
export class History {
  readonly #places = new Map<string, Version[]>();

  add(sets: readonly NamespaceSet[], version: Version): void {
    for (const { namespace, writes } of sets)
      for (const { key } of writes) {
        const id = `${namespace}\0${key}`;
        const places = this.#places.get(id);
        if (places) places.push(version);
        else this.#places.set(id, [version]);
      }
  }

  /** Newest first. */
  of(namespace: string, key: string): readonly Version[] {
    return [...(this.#places.get(`${namespace}\0${key}`) ?? [])].reverse();
  }
}
