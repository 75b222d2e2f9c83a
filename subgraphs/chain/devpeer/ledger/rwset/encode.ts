import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../state/version.ts';
import type {
  CollectionSet,
  HashedWrite,
  MetadataEntry,
  MetadataWrite,
  NamespaceSet,
  RangeRead,
  Read,
  Write,
} from './read-write-set.ts';

const { kvrwset, TxReadWriteSet, NsReadWriteSet, CollectionHashedReadWriteSet } = ledger.rwset;

/** Serialized TxReadWriteSet; the empty set is zero bytes, as Fabric writes it. */
export function encodeReadWriteSet(sets: readonly NamespaceSet[]): Uint8Array {
  const message = new TxReadWriteSet();
  message.setNsRwsetList(
    sets.map((set) => {
      const namespace = new NsReadWriteSet();
      namespace.setNamespace(set.namespace);
      namespace.setRwset(keyValues(set).serializeBinary());
      namespace.setCollectionHashedRwsetList(set.collections.map(collectionMessage));
      return namespace;
    }),
  );
  return message.serializeBinary();
}

export function keyValues(
  set: Pick<NamespaceSet, 'reads' | 'ranges' | 'writes' | 'metadataWrites'>,
): ledger.rwset.kvrwset.KVRWSet {
  const message = new kvrwset.KVRWSet();
  message.setReadsList(set.reads.map(readMessage));
  message.setRangeQueriesInfoList(set.ranges.map(rangeMessage));
  message.setWritesList(set.writes.map(writeMessage));
  message.setMetadataWritesList(set.metadataWrites.map(metadataWriteMessage));
  return message;
}

function versionMessage(version: Version | null): ledger.rwset.kvrwset.Version | undefined {
  if (!version) return undefined;
  const message = new kvrwset.Version();
  message.setBlockNum(version.block);
  message.setTxNum(version.transaction);
  return message;
}

export function readMessage(read: Read): ledger.rwset.kvrwset.KVRead {
  const message = new kvrwset.KVRead();
  message.setKey(read.key);
  message.setVersion(versionMessage(read.version));
  return message;
}

function rangeMessage(range: RangeRead): ledger.rwset.kvrwset.RangeQueryInfo {
  const message = new kvrwset.RangeQueryInfo();
  message.setStartKey(range.start);
  message.setEndKey(range.end);
  message.setItrExhausted(range.exhausted);
  const { seen } = range;
  if ('maxDegree' in seen) {
    const summary = new kvrwset.QueryReadsMerkleSummary();
    summary.setMaxDegree(seen.maxDegree);
    summary.setMaxLevel(seen.maxLevel);
    summary.setMaxLevelHashesList([...seen.maxLevelHashes]);
    message.setReadsMerkleHashes(summary);
  } else if (seen.length > 0) {
    const reads = new kvrwset.QueryReads();
    reads.setKvReadsList(seen.map(readMessage));
    message.setRawReads(reads);
  }
  return message;
}

function writeMessage(write: Write): ledger.rwset.kvrwset.KVWrite {
  const message = new kvrwset.KVWrite();
  message.setKey(write.key);
  if (write.value === null) message.setIsDelete(true);
  else message.setValue(write.value);
  return message;
}

function metadataWriteMessage(write: MetadataWrite): ledger.rwset.kvrwset.KVMetadataWrite {
  const message = new kvrwset.KVMetadataWrite();
  message.setKey(write.key);
  message.setEntriesList(write.entries.map(entryMessage));
  return message;
}

export function entryMessage(entry: MetadataEntry): ledger.rwset.kvrwset.KVMetadataEntry {
  const message = new kvrwset.KVMetadataEntry();
  message.setName(entry.name);
  message.setValue(entry.value);
  return message;
}

function collectionMessage(set: CollectionSet): ledger.rwset.CollectionHashedReadWriteSet {
  const hashed = new kvrwset.HashedRWSet();
  hashed.setHashedReadsList(
    set.reads.map(({ keyHash, version }) => {
      const read = new kvrwset.KVReadHash();
      read.setKeyHash(keyHash);
      read.setVersion(versionMessage(version));
      return read;
    }),
  );
  hashed.setHashedWritesList(set.writes.map(hashedWriteMessage));
  hashed.setMetadataWritesList(
    set.metadataWrites.map(({ keyHash, entries }) => {
      const write = new kvrwset.KVMetadataWriteHash();
      write.setKeyHash(keyHash);
      write.setEntriesList(entries.map(entryMessage));
      return write;
    }),
  );
  const message = new CollectionHashedReadWriteSet();
  message.setCollectionName(set.collection);
  message.setHashedRwset(hashed.serializeBinary());
  message.setPvtRwsetHash(set.privateHash);
  return message;
}

function hashedWriteMessage(write: HashedWrite): ledger.rwset.kvrwset.KVWriteHash {
  const message = new kvrwset.KVWriteHash();
  message.setKeyHash(write.keyHash);
  if (write.valueHash === null) message.setIsDelete(true);
  else message.setValueHash(write.valueHash);
  message.setIsPurge(write.purge);
  return message;
}
