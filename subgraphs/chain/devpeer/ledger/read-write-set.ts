import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from './version.ts';

const { kvrwset } = ledger.rwset;

export interface Read {
  readonly key: string;
  /** Null: the key did not exist. */
  readonly version: Version | null;
}

/** What a range query saw; validated again at commit, so that no key may appear in or vanish from it. */
export interface RangeRead {
  readonly start: string;
  readonly end: string;
  /** Whether the caller read to the end; if not, `end` is the last key it saw, itself included. */
  readonly exhausted: boolean;
  readonly reads: readonly Read[];
}

export interface Write {
  readonly key: string;
  /** Null deletes the key. */
  readonly value: Uint8Array | null;
}

/** What a transaction read from and writes to one namespace. */
export interface NamespaceSet {
  readonly namespace: string;
  readonly reads: readonly Read[];
  readonly ranges: readonly RangeRead[];
  readonly writes: readonly Write[];
}

function versionMessage(version: Version | null): ledger.rwset.kvrwset.Version | undefined {
  if (!version) return undefined;
  const message = new kvrwset.Version();
  message.setBlockNum(version.block);
  message.setTxNum(version.transaction);
  return message;
}

function readMessage(read: Read): ledger.rwset.kvrwset.KVRead {
  const message = new kvrwset.KVRead();
  message.setKey(read.key);
  message.setVersion(versionMessage(read.version));
  return message;
}

function rangeMessage(range: RangeRead): ledger.rwset.kvrwset.RangeQueryInfo {
  const reads = new kvrwset.QueryReads();
  reads.setKvReadsList(range.reads.map(readMessage));
  const message = new kvrwset.RangeQueryInfo();
  message.setStartKey(range.start);
  message.setEndKey(range.end);
  message.setItrExhausted(range.exhausted);
  message.setRawReads(reads);
  return message;
}

function writeMessage(write: Write): ledger.rwset.kvrwset.KVWrite {
  const message = new kvrwset.KVWrite();
  message.setKey(write.key);
  if (write.value === null) message.setIsDelete(true);
  else message.setValue(write.value);
  return message;
}

/** Serialized TxReadWriteSet; the empty set is zero bytes, as Fabric writes it. */
export function encodeReadWriteSet(sets: readonly NamespaceSet[]): Uint8Array {
  const message = new ledger.rwset.TxReadWriteSet();
  message.setNsRwsetList(
    sets.map((set) => {
      const keyValues = new kvrwset.KVRWSet();
      keyValues.setReadsList(set.reads.map(readMessage));
      keyValues.setRangeQueriesInfoList(set.ranges.map(rangeMessage));
      keyValues.setWritesList(set.writes.map(writeMessage));
      const namespace = new ledger.rwset.NsReadWriteSet();
      namespace.setNamespace(set.namespace);
      namespace.setRwset(keyValues.serializeBinary());
      return namespace;
    }),
  );
  return message.serializeBinary();
}

const versionOf = (version: ledger.rwset.kvrwset.Version | undefined): Version | null =>
  version ? { block: version.getBlockNum(), transaction: version.getTxNum() } : null;

const readOf = (read: ledger.rwset.kvrwset.KVRead): Read => ({
  key: read.getKey(),
  version: versionOf(read.getVersion()),
});

/** Parses what endorsers signed; throws when the bytes are no read-write set. */
export function parseReadWriteSet(bytes: Uint8Array): NamespaceSet[] {
  return ledger.rwset.TxReadWriteSet.deserializeBinary(bytes)
    .getNsRwsetList()
    .map((namespace) => {
      const set = kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
      return {
        namespace: namespace.getNamespace(),
        reads: set.getReadsList().map(readOf),
        ranges: set.getRangeQueriesInfoList().map((range) => ({
          start: range.getStartKey(),
          end: range.getEndKey(),
          exhausted: range.getItrExhausted(),
          reads: range.getRawReads()?.getKvReadsList().map(readOf) ?? [],
        })),
        writes: set.getWritesList().map((write) => ({
          key: write.getKey(),
          value: write.getIsDelete() ? null : write.getValue_asU8(),
        })),
      };
    });
}
