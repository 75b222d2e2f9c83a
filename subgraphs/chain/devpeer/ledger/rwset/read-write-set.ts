import type { Version } from '../state/version.ts';

export interface Read {
  readonly key: string;
  /** Null: the key did not exist. */
  readonly version: Version | null;
}

/** Hashes over the results of a long range query, in place of the results themselves. */
export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly maxLevelHashes: readonly Uint8Array[];
}

/** What a range query saw; validated again at commit, so that no key may appear in or vanish from it. */
export interface RangeRead {
  readonly start: string;
  readonly end: string;
  /** Whether the caller read to the end; if not, `end` is the last key it saw, itself included. */
  readonly exhausted: boolean;
  readonly seen: readonly Read[] | MerkleSummary;
}

export interface Write {
  readonly key: string;
  /** Null deletes the key. */
  readonly value: Uint8Array | null;
}

export interface MetadataEntry {
  readonly name: string;
  readonly value: Uint8Array;
}

/** Replaces the metadata of a key, such as its endorsement policy; no entries remove it. */
export interface MetadataWrite {
  readonly key: string;
  readonly entries: readonly MetadataEntry[];
}

/** A read of private data: every peer checks it, so the key is hashed. */
interface HashedRead {
  readonly keyHash: Uint8Array;
  readonly version: Version | null;
}

export interface HashedWrite {
  readonly keyHash: Uint8Array;
  /** Null deletes the key. */
  readonly valueHash: Uint8Array | null;
  /** Deletes the values of the key's past as well. */
  readonly purge: boolean;
}

interface HashedMetadataWrite {
  readonly keyHash: Uint8Array;
  readonly entries: readonly MetadataEntry[];
}

/** What a transaction did in a private data collection, as all peers see it. */
export interface CollectionSet {
  readonly collection: string;
  readonly reads: readonly HashedRead[];
  readonly writes: readonly HashedWrite[];
  readonly metadataWrites: readonly HashedMetadataWrite[];
  /** Hash of the serialized private set; empty when only reads were made. */
  readonly privateHash: Uint8Array;
}

/** What a transaction read from and writes to one namespace. */
export interface NamespaceSet {
  readonly namespace: string;
  readonly reads: readonly Read[];
  readonly ranges: readonly RangeRead[];
  readonly writes: readonly Write[];
  readonly metadataWrites: readonly MetadataWrite[];
  readonly collections: readonly CollectionSet[];
}

/** The set of a transaction that does nothing but write public keys. */
export const writesOnly = (namespace: string, writes: readonly Write[]): NamespaceSet => ({
  ...{ namespace, writes, reads: [], ranges: [], metadataWrites: [], collections: [] },
});

/** Whether a set changes anything in its namespace, and so needs that namespace's endorsement. */
export const writesAnything = ({ writes, metadataWrites, collections }: NamespaceSet): boolean =>
  writes.length > 0 ||
  metadataWrites.length > 0 ||
  collections.some((set) => set.writes.length > 0 || set.metadataWrites.length > 0);
