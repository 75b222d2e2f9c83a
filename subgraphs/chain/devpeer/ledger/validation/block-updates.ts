import { sha256 } from '@caretrail/chain/ledger/fabric';
import type { Removal } from '../private/removal.ts';
import { encodeMetadata } from '../rwset/metadata.ts';
import { type PrivateSet, privateWrites } from '../rwset/private-set.ts';
import type { MetadataEntry, NamespaceSet } from '../rwset/read-write-set.ts';
import { hashedKey, hashedNamespace, privateNamespace } from '../state/namespace.ts';
import type { State, StateUpdate } from '../state/state.ts';
import type { Version } from '../state/version.ts';

interface Change {
  readonly key: string;
  /** Undefined leaves the value as it is; null deletes. */
  readonly value?: Uint8Array | null;
  readonly entries?: readonly MetadataEntry[];
}

/** The changes that the valid transactions of one block make, in order; later ones see those before. */
export class BlockUpdates {
  readonly state: State;
  readonly #updates = new Map<string, Map<string, StateUpdate>>();
  readonly #private: StateUpdate[] = [];

  constructor(state: State) {
    this.state = state;
  }

  /** What the block changes so far about a key: undefined if nothing. */
  get(namespace: string, key: string): StateUpdate | undefined {
    return this.#updates.get(namespace)?.get(key);
  }

  in(namespace: string): Iterable<StateUpdate> {
    return this.#updates.get(namespace)?.values() ?? [];
  }

  /** Takes over a valid transaction's writes; `privateSets` are those this process holds the values of. */
  add(sets: readonly NamespaceSet[], version: Version, privateSets: readonly PrivateSet[] = []): void {
    for (const { namespace, writes, metadataWrites, collections } of sets) {
      this.#change(namespace, [...writes, ...metadataWrites], version);
      for (const { collection, ...set } of collections) {
        const changes = [
          ...set.writes.map(({ keyHash, valueHash }) => ({ key: hashedKey(keyHash), value: valueHash })),
          ...set.metadataWrites.map(({ keyHash, entries }) => ({ key: hashedKey(keyHash), entries })),
        ];
        this.#change(hashedNamespace(namespace, collection), changes, version);
      }
    }
    for (const set of privateSets) this.#addPrivate(set, version);
  }

  /** Removes a private key whose time is over, unless the block wrote it anew. */
  expire({ namespace, collection, keyHash, key }: Removal, version: Version): void {
    const hashes = hashedNamespace(namespace, collection);
    if (this.get(hashes, keyHash)) return;
    const gone = { value: null, metadata: null, version };
    this.#set({ namespace: hashes, key: keyHash, ...gone });
    if (key !== null)
      this.#private.push({ namespace: privateNamespace(namespace, collection), key, ...gone });
  }

  /** Changes that every peer makes: public values and hashes of private ones. */
  all(): readonly StateUpdate[] {
    return [...this.#updates.values()].flatMap((updates) => [...updates.values()]);
  }

  /** Changes of private values. */
  private(): readonly StateUpdate[] {
    return this.#private;
  }

  /** Value and metadata writes of a transaction to one key become one change (validation/tx_ops.go). */
  #change(namespace: string, changes: readonly Change[], version: Version): void {
    const byKey = new Map<string, Change>();
    for (const change of changes) byKey.set(change.key, { ...byKey.get(change.key), ...change });
    for (const { key, value, entries } of byKey.values()) {
      const before = this.get(namespace, key) ?? this.state.get(namespace, key);
      const kept = value === undefined ? (before?.value ?? null) : value;
      // Metadata of a key that does not exist is no change at all.
      if (kept === null && value === undefined) continue;
      const metadata = entries ? encodeMetadata(entries) : (before?.metadata ?? null);
      this.#set({ namespace, key, value: kept, metadata: kept && metadata, version });
    }
  }

  #set(update: StateUpdate): void {
    const updates = this.#updates.get(update.namespace) ?? new Map<string, StateUpdate>();
    this.#updates.set(update.namespace, updates);
    updates.delete(update.key); // the last change also comes last in the order
    updates.set(update.key, update);
  }

  #addPrivate(set: PrivateSet, version: Version): void {
    const namespace = privateNamespace(set.namespace, set.collection);
    const { writes, metadataKeys } = privateWrites(set);
    const written = new Set(writes.map(({ key }) => key));
    for (const { key, value } of writes)
      this.#private.push({ namespace, key, value, metadata: null, version });
    for (const key of metadataKeys) {
      const value = written.has(key) ? undefined : this.state.get(namespace, key)?.value;
      if (value) this.#private.push({ namespace, key, value, metadata: null, version });
    }
  }
}

/** Hashes of a private key, as the public set names it. */
export const keyHashOf = (key: string): Buffer => sha256(Buffer.from(key));
