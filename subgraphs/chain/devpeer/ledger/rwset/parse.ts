import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../state/version.ts';
import type { CollectionSet, MetadataEntry, NamespaceSet, RangeRead, Read } from './read-write-set.ts';

const { kvrwset, TxReadWriteSet } = ledger.rwset;

/** Parses what endorsers signed; throws when the bytes are no read-write set. */
export function parseReadWriteSet(bytes: Uint8Array): NamespaceSet[] {
  return TxReadWriteSet.deserializeBinary(bytes)
    .getNsRwsetList()
    .map((namespace) => ({
      namespace: namespace.getNamespace(),
      ...parseKeyValues(namespace.getRwset_asU8()),
      collections: namespace.getCollectionHashedRwsetList().map(collectionOf),
    }));
}

export function parseKeyValues(
  bytes: Uint8Array,
): Pick<NamespaceSet, 'reads' | 'ranges' | 'writes' | 'metadataWrites'> {
  const set = kvrwset.KVRWSet.deserializeBinary(bytes);
  return {
    reads: set.getReadsList().map(readOf),
    ranges: set.getRangeQueriesInfoList().map(rangeOf),
    writes: set.getWritesList().map((write) => ({
      key: write.getKey(),
      value: isDelete(write.getIsDelete(), write.getValue_asU8()) ? null : write.getValue_asU8(),
    })),
    metadataWrites: set
      .getMetadataWritesList()
      .map((write) => ({ key: write.getKey(), entries: write.getEntriesList().map(entryOf) })),
  };
}

/** An empty value deletes as well: Fabric keeps no empty values (rwsetutil.IsKVWriteDelete). */
const isDelete = (flag: boolean, value: Uint8Array): boolean => flag || value.length === 0;

const versionOf = (version: ledger.rwset.kvrwset.Version | undefined): Version | null =>
  version ? { block: version.getBlockNum(), transaction: version.getTxNum() } : null;

const readOf = (read: ledger.rwset.kvrwset.KVRead): Read => ({
  key: read.getKey(),
  version: versionOf(read.getVersion()),
});

export const entryOf = (entry: ledger.rwset.kvrwset.KVMetadataEntry): MetadataEntry => ({
  name: entry.getName(),
  value: entry.getValue_asU8(),
});

function rangeOf(range: ledger.rwset.kvrwset.RangeQueryInfo): RangeRead {
  const summary = range.getReadsMerkleHashes();
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    exhausted: range.getItrExhausted(),
    seen: summary
      ? {
          maxDegree: summary.getMaxDegree(),
          maxLevel: summary.getMaxLevel(),
          maxLevelHashes: summary.getMaxLevelHashesList_asU8(),
        }
      : (range.getRawReads()?.getKvReadsList().map(readOf) ?? []),
  };
}

function collectionOf(message: ledger.rwset.CollectionHashedReadWriteSet): CollectionSet {
  const set = kvrwset.HashedRWSet.deserializeBinary(message.getHashedRwset_asU8());
  return {
    collection: message.getCollectionName(),
    reads: set
      .getHashedReadsList()
      .map((read) => ({ keyHash: read.getKeyHash_asU8(), version: versionOf(read.getVersion()) })),
    writes: set.getHashedWritesList().map((write) => ({
      keyHash: write.getKeyHash_asU8(),
      valueHash: isDelete(write.getIsDelete(), write.getValueHash_asU8()) ? null : write.getValueHash_asU8(),
      purge: write.getIsPurge(),
    })),
    metadataWrites: set.getMetadataWritesList().map((write) => ({
      keyHash: write.getKeyHash_asU8(),
      entries: write.getEntriesList().map(entryOf),
    })),
    privateHash: message.getPvtRwsetHash_asU8(),
  };
}
