import { sha256 } from '@caretrail/chain/ledger/fabric';
import { type PrivateSet, privateBytes } from '../rwset/private-set.ts';
import type { CollectionSet, MetadataWrite, NamespaceSet, Read, Write } from '../rwset/read-write-set.ts';
import { byBytes, byKey } from '../state/key-order.ts';
import { keyHashOf } from '../validation/block-updates.ts';
import type { RangeCursor } from './range-cursor.ts';

const ordered = <Value extends { readonly key: string }>(map: ReadonlyMap<string, Value>): Value[] =>
  [...map.values()].sort(byKey);

/** What a simulation did to one private data collection. */
export class TouchedCollection {
  readonly reads = new Map<string, Read>();
  readonly writes = new Map<string, Write & { readonly purge: boolean }>();
  readonly metadataWrites = new Map<string, MetadataWrite>();

  /** Serialized private set; null when nothing is written. */
  privateBytes(): Uint8Array | null {
    if (this.writes.size + this.metadataWrites.size === 0) return null;
    return privateBytes(
      ordered(this.writes),
      ordered(this.metadataWrites).map(({ key }) => key),
    );
  }

  result(collection: string): CollectionSet {
    const bytes = this.privateBytes();
    return {
      collection,
      reads: ordered(this.reads).map(({ key, version }) => ({ keyHash: keyHashOf(key), version })),
      writes: ordered(this.writes).map(({ key, value, purge }) => ({
        keyHash: keyHashOf(key),
        valueHash: value && sha256(value),
        purge,
      })),
      metadataWrites: ordered(this.metadataWrites).map(({ key, entries }) => ({
        keyHash: keyHashOf(key),
        entries,
      })),
      privateHash: bytes ? sha256(bytes) : new Uint8Array(),
    };
  }
}

/** What a simulation did in one namespace. */
export class Touched {
  readonly reads = new Map<string, Read>();
  readonly ranges: RangeCursor[] = [];
  readonly writes = new Map<string, Write>();
  readonly metadataWrites = new Map<string, MetadataWrite>();
  readonly collections = new Map<string, TouchedCollection>();

  collection(name: string): TouchedCollection {
    const touched = this.collections.get(name) ?? new TouchedCollection();
    this.collections.set(name, touched);
    return touched;
  }

  result(namespace: string): NamespaceSet {
    const ranges = this.ranges.flatMap((cursor) => cursor.seen() ?? []);
    const id = ({ start, end, exhausted }: (typeof ranges)[number]) => `${start}\0${end}\0${exhausted}`;
    return {
      namespace,
      reads: ordered(this.reads),
      // The same query made twice is recorded once.
      ranges: [...new Map([...ranges].reverse().map((range) => [id(range), range])).values()].reverse(),
      writes: ordered(this.writes),
      metadataWrites: ordered(this.metadataWrites),
      collections: [...this.collections]
        .sort(([a], [b]) => byBytes(a, b))
        .map(([name, touched]) => touched.result(name)),
    };
  }

  privateSets(namespace: string): PrivateSet[] {
    return [...this.collections]
      .sort(([a], [b]) => byBytes(a, b))
      .flatMap(([collection, touched]) => {
        const bytes = touched.privateBytes();
        return bytes ? [{ namespace, collection, bytes }] : [];
      });
  }
}
