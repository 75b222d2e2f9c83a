import { FrameLog } from '../blocks/frame-log.ts';
import { type PrivateSet, privateBytes, privateWrites } from '../rwset/private-set.ts';
import { hashedKey } from '../state/namespace.ts';
import { keyHashOf } from '../validation/block-updates.ts';
import { decodeEntry, encodeEntry } from './private-entry.ts';
import type { Removal } from './removal.ts';

/**
 * The private values of committed transactions by block (core/ledger/pvtdatastorage), for the state and for deliver
 * streams. Values are on disk before their block is; purged or expired ones are gone from the disk when
 * {@link remove} resolves.
 */
export class PrivateStore {
  readonly #blocks = new Map<number, Map<number, readonly PrivateSet[]>>();
  /** Blocks in which a key of a collection was written. */
  readonly #places = new Map<string, Set<number>>();
  #log: FrameLog | undefined;

  static async open(path: string, warn: (line: string) => void): Promise<PrivateStore> {
    const store = new PrivateStore();
    store.#log = await FrameLog.open(
      path,
      (payload) => {
        const { name, sets } = decodeEntry(payload);
        const [block = 0, transaction = 0] = name.split('.').map(Number);
        store.#put(block, transaction, sets);
      },
      warn,
    );
    return store;
  }

  /** Private sets of a block by transaction. */
  block(number: number): ReadonlyMap<number, readonly PrivateSet[]> {
    return this.#blocks.get(number) ?? new Map();
  }

  async append(block: number, transactions: ReadonlyMap<number, readonly PrivateSet[]>): Promise<void> {
    if (transactions.size === 0) return;
    await this.#log?.append(
      [...transactions].map((entry) => encode(block, entry)),
      true,
    );
    for (const [transaction, sets] of transactions) this.#put(block, transaction, sets);
  }

  /** Drops what was written for blocks that never came to be. */
  async cutTo(height: number): Promise<void> {
    const beyond = [...this.#blocks.keys()].filter((number) => number >= height);
    for (const number of beyond) this.#blocks.delete(number);
    if (beyond.length > 0) await this.#rewrite();
  }

  /** Removes values for good. */
  async remove(removals: readonly Removal[]): Promise<void> {
    let changed = false;
    for (const removal of removals) changed = this.#removeOne(removal) || changed;
    if (changed) await this.#rewrite();
  }

  async close(): Promise<void> {
    await this.#log?.close();
  }

  #put(block: number, transaction: number, sets: readonly PrivateSet[]): void {
    const transactions = this.#blocks.get(block) ?? new Map<number, readonly PrivateSet[]>();
    this.#blocks.set(block, transactions);
    transactions.set(transaction, sets);
    for (const set of sets)
      for (const { key } of privateWrites(set).writes) {
        const id = placeId(set, hashedKey(keyHashOf(key)));
        const places = this.#places.get(id) ?? new Set();
        this.#places.set(id, places.add(block));
      }
  }

  #removeOne({ namespace, collection, keyHash, upTo }: Removal): boolean {
    let changed = false;
    const places = this.#places.get(placeId({ namespace, collection }, keyHash)) ?? new Set<number>();
    for (const block of [...places].filter((number) => number <= upTo.block)) {
      for (const [transaction, sets] of this.#blocks.get(block) ?? []) {
        if (block === upTo.block && transaction > upTo.transaction) continue;
        const kept = sets.map((set) =>
          set.namespace === namespace && set.collection === collection ? without(set, keyHash) : set,
        );
        if (kept.every((set, index) => set === sets[index])) continue;
        changed = true;
        this.#blocks.get(block)?.set(transaction, kept);
      }
      places.delete(block);
    }
    return changed;
  }

  async #rewrite(): Promise<void> {
    const payloads = [...this.#blocks].flatMap(([block, transactions]) =>
      [...transactions].map((entry) => encode(block, entry)),
    );
    await this.#log?.replace(payloads);
  }
}

const encode = (block: number, [transaction, sets]: [number, readonly PrivateSet[]]): Buffer =>
  encodeEntry({ name: `${block}.${transaction}`, sets });

const placeId = (
  { namespace, collection }: Pick<PrivateSet, 'namespace' | 'collection'>,
  keyHash: string,
): string => `${namespace}/${collection}/${keyHash}`;

/** The set without the values of a key, which may leave an empty one; itself when there are none. */
function without(set: PrivateSet, keyHash: string): PrivateSet {
  const { writes, metadataKeys } = privateWrites(set);
  const kept = writes.filter(({ key, value }) => value === null || hashedKey(keyHashOf(key)) !== keyHash);
  return kept.length === writes.length ? set : { ...set, bytes: privateBytes(kept, metadataKeys) };
}
