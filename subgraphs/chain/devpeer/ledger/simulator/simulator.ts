import { decodeMetadata } from '../rwset/metadata.ts';
import type { PrivateSet } from '../rwset/private-set.ts';
import type { MetadataEntry, NamespaceSet } from '../rwset/read-write-set.ts';
import { byBytes } from '../state/key-order.ts';
import { hashedKey, hashedNamespace, privateNamespace } from '../state/namespace.ts';
import type { State, StateEntry, StateValue } from '../state/state.ts';
import { sameVersion, type Version } from '../state/version.ts';
import { keyHashOf } from '../validation/block-updates.ts';
import { RangeCursor } from './range-cursor.ts';
import { Touched } from './touched.ts';

/**
 * Runs a proposal against committed state and records what it reads and writes (txmgr/tx_simulator.go). As in Fabric a
 * transaction does not see its own writes, and a read is recorded once, at the version first seen. The error texts are
 * Fabric's own, spelling included: clients may compare them.
 */
export class Simulator {
  readonly #state: State;
  readonly #transaction: string;
  readonly #touched = new Map<string, Touched>();
  /** Collections of which values were read, as `namespace` and `collection`. */
  readonly privateReads = new Map<string, { readonly namespace: string; readonly collection: string }>();
  #paginated = false;
  #privateQuery = false;
  #written = false;

  constructor(state: State, transactionId: string) {
    this.#state = state;
    this.#transaction = transactionId;
  }

  get(namespace: string, key: string): Uint8Array | null {
    return this.#read(namespace, key)?.value ?? null;
  }

  metadata(namespace: string, key: string): readonly MetadataEntry[] {
    return decodeMetadata(this.#read(namespace, key)?.metadata ?? null);
  }

  write(namespace: string, key: string, value: Uint8Array | null): void {
    this.#checkWrite();
    this.#in(namespace).writes.set(key, { key, value });
  }

  writeMetadata(namespace: string, key: string, entries: readonly MetadataEntry[]): void {
    this.#checkWrite();
    this.#in(namespace).metadataWrites.set(key, { key, entries });
  }

  range(namespace: string, start: string, end: string, paginated: boolean): RangeCursor {
    if (paginated && this.#written)
      throw this.#unsupported('Paginated queries are supported only in a read-only transaction');
    this.#paginated ||= paginated;
    const cursor = new RangeCursor(this.#state.range(namespace, start, end), start, end);
    this.#in(namespace).ranges.push(cursor);
    return cursor;
  }

  getPrivate(namespace: string, collection: string, key: string): Uint8Array | null {
    const found = this.#state.get(privateNamespace(namespace, collection), key);
    const hashed = this.#hashed(namespace, collection, key);
    if (!sameVersion(found?.version ?? null, hashed?.version ?? null))
      throw new Error(
        `private data matching public hash version is not available. Public hash version = ${shown(hashed?.version)}, Private data version = ${shown(found?.version)}`,
      );
    this.#readPrivate(namespace, collection, key, hashed);
    this.privateReads.set(`${namespace}/${collection}`, { namespace, collection });
    return found?.value ?? null;
  }

  privateHash(namespace: string, collection: string, key: string): Uint8Array | null {
    const hashed = this.#hashed(namespace, collection, key);
    this.#readPrivate(namespace, collection, key, hashed);
    return hashed?.value ?? null;
  }

  privateMetadata(namespace: string, collection: string, key: string): readonly MetadataEntry[] {
    const hashed = this.#hashed(namespace, collection, key);
    this.#readPrivate(namespace, collection, key, hashed);
    return decodeMetadata(hashed?.metadata ?? null);
  }

  /** `purge` also removes the key's past values from the stores of the members. */
  writePrivate(
    namespace: string,
    collection: string,
    key: string,
    value: Uint8Array | null,
    purge = false,
  ): void {
    this.#checkWrite();
    this.#in(namespace).collection(collection).writes.set(key, { key, value, purge });
  }

  writePrivateMetadata(
    namespace: string,
    collection: string,
    key: string,
    entries: readonly MetadataEntry[],
  ): void {
    this.#checkWrite();
    this.#in(namespace).collection(collection).metadataWrites.set(key, { key, entries });
  }

  /** Not recorded: no peer outside the collection could check it, so nothing may be written after it. */
  rangePrivate(namespace: string, collection: string, start: string, end: string): Generator<StateEntry> {
    if (this.#written)
      throw this.#unsupported('Queries on pvt data is supported only in a read-only transaction');
    this.#privateQuery = true;
    return this.#state.range(privateNamespace(namespace, collection), start, end);
  }

  /** Namespaces and keys in order; a namespace that was only looked at in vain still counts as touched. */
  result(): NamespaceSet[] {
    return this.#sorted().map(([namespace, touched]) => touched.result(namespace));
  }

  privateSets(): PrivateSet[] {
    return this.#sorted().flatMap(([namespace, touched]) => touched.privateSets(namespace));
  }

  #sorted(): [string, Touched][] {
    return [...this.#touched].sort(([a], [b]) => byBytes(a, b));
  }

  #in(namespace: string): Touched {
    const touched = this.#touched.get(namespace) ?? new Touched();
    this.#touched.set(namespace, touched);
    return touched;
  }

  #read(namespace: string, key: string): StateValue | null {
    const found = this.#state.get(namespace, key);
    const { reads } = this.#in(namespace);
    if (!reads.has(key)) reads.set(key, { key, version: found?.version ?? null });
    return found;
  }

  #hashed(namespace: string, collection: string, key: string): StateValue | null {
    return this.#state.get(hashedNamespace(namespace, collection), hashedKey(keyHashOf(key)));
  }

  #readPrivate(namespace: string, collection: string, key: string, found: StateValue | null): void {
    const { reads } = this.#in(namespace).collection(collection);
    if (!reads.has(key)) reads.set(key, { key, version: found?.version ?? null });
  }

  #checkWrite(): void {
    if (this.#privateQuery)
      throw this.#unsupported(
        'Transaction has already performed queries on pvt data. Writes are not allowed',
      );
    if (this.#paginated)
      throw this.#unsupported('Transaction has already performed a paginated query. Writes are not allowed');
    this.#written = true;
  }

  #unsupported(reason: string): Error {
    return new Error(`txid [${this.#transaction}]: unsuppored transaction. ${reason}`);
  }
}

const shown = (version: Version | null | undefined): string =>
  version ? `{BlockNum: ${version.block}, TxNum: ${version.transaction}}` : '<nil>';
