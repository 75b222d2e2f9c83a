import { collectionOf } from '../lifecycle/collection.ts';
import { definitionOf, type StateReader } from '../lifecycle/definition.ts';
import { type PrivateSet, privateWrites } from '../rwset/private-set.ts';
import type { NamespaceSet } from '../rwset/read-write-set.ts';
import { hashedKey } from '../state/namespace.ts';
import type { Version } from '../state/version.ts';
import { keyHashOf } from '../validation/block-updates.ts';
import type { Removal } from './removal.ts';

/**
 * When private values end (pvtstatepurgemgmt): written in block b of a collection with a time to live of n blocks, a
 * key is removed with block b + n + 1, from values and hashes alike, unless it was written again meanwhile.
 */
export class Expiry {
  readonly #byBlock = new Map<number, Removal[]>();

  /** Notes the keys that a valid transaction wrote, by the collections' rules of the committed definitions. */
  note(
    sets: readonly NamespaceSet[],
    version: Version,
    state: StateReader,
    privateSets: readonly PrivateSet[],
  ): void {
    for (const { namespace, collections } of sets) {
      if (collections.length === 0) continue;
      const declared = definitionOf(state, namespace)?.collections ?? [];
      for (const { collection, writes } of collections) {
        const blockToLive = collectionOf(declared, collection)?.blockToLive ?? 0;
        if (blockToLive === 0) continue;
        const keys = keysByHash(privateSets, namespace, collection);
        const end = version.block + blockToLive + 1;
        const removals = writes.map(({ keyHash }) => ({
          ...{ namespace, collection, upTo: version },
          keyHash: hashedKey(keyHash),
          key: keys.get(hashedKey(keyHash)) ?? null,
        }));
        this.#byBlock.set(end, [...(this.#byBlock.get(end) ?? []), ...removals]);
      }
    }
  }

  /** What ends with a block. */
  at(block: number): readonly Removal[] {
    return this.#byBlock.get(block) ?? [];
  }

  forget(block: number): void {
    this.#byBlock.delete(block);
  }
}

const keysByHash = (
  sets: readonly PrivateSet[],
  namespace: string,
  collection: string,
): ReadonlyMap<string, string> =>
  new Map(
    sets
      .filter((set) => set.namespace === namespace && set.collection === collection)
      .flatMap((set) => privateWrites(set).writes)
      .map(({ key }) => [hashedKey(keyHashOf(key)), key]),
  );
