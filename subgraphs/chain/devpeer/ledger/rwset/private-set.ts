import { ledger } from '@hyperledger/fabric-protos';
import { keyValues } from './encode.ts';
import { parseKeyValues } from './parse.ts';
import type { Write } from './read-write-set.ts';

const { TxPvtReadWriteSet, NsPvtReadWriteSet, CollectionPvtReadWriteSet } = ledger.rwset;

/** What a transaction writes to a collection: the values, which only members get. */
export interface PrivateSet {
  readonly namespace: string;
  readonly collection: string;
  /** Serialized KVRWSet; the public set holds its hash. */
  readonly bytes: Uint8Array;
}

/** Serializes the writes; keys of which only metadata changes are named too, because their version changes with it. */
export function privateBytes(writes: readonly Write[], metadataKeys: readonly string[]): Uint8Array {
  const metadataWrites = metadataKeys.map((key) => ({ key, entries: [] }));
  return keyValues({ reads: [], ranges: [], writes, metadataWrites }).serializeBinary();
}

export function privateWrites({ bytes }: PrivateSet): {
  readonly writes: readonly Write[];
  readonly metadataKeys: readonly string[];
} {
  const { writes, metadataWrites } = parseKeyValues(bytes);
  return { writes, metadataKeys: metadataWrites.map(({ key }) => key) };
}

/** The message of a transaction's private sets, as deliver streams and the private store hold it. */
export function encodePrivateSets(sets: readonly PrivateSet[]): ledger.rwset.TxPvtReadWriteSet {
  const namespaces = new Map<string, ledger.rwset.NsPvtReadWriteSet>();
  for (const { namespace, collection, bytes } of sets) {
    const message = namespaces.get(namespace) ?? new NsPvtReadWriteSet();
    message.setNamespace(namespace);
    namespaces.set(namespace, message);
    const part = new CollectionPvtReadWriteSet();
    part.setCollectionName(collection);
    part.setRwset(bytes);
    message.addCollectionPvtRwset(part);
  }
  const transaction = new TxPvtReadWriteSet();
  transaction.setNsPvtRwsetList([...namespaces.values()]);
  return transaction;
}

export const decodePrivateSets = (message: ledger.rwset.TxPvtReadWriteSet): PrivateSet[] =>
  message.getNsPvtRwsetList().flatMap((namespace) =>
    namespace.getCollectionPvtRwsetList().map((part) => ({
      namespace: namespace.getNamespace(),
      collection: part.getCollectionName(),
      bytes: part.getRwset_asU8(),
    })),
  );
