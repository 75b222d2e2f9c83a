import { ledger } from '@hyperledger/fabric-protos';
import type { LedgerNamespace } from '../block.ts';
import { ledgerBytes, ledgerText } from './bytes.ts';

/** Reads and writes by namespace, from the bytes that endorsers signed; collections show as hashes elsewhere. */
export function decodeReadWriteSet(bytes: Uint8Array): LedgerNamespace[] {
  return ledger.rwset.TxReadWriteSet.deserializeBinary(bytes)
    .getNsRwsetList()
    .map((namespace) => {
      const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
      return {
        namespace: namespace.getNamespace(),
        reads: set.getReadsList().map((read) => {
          const version = read.getVersion();
          return {
            key: ledgerText(read.getKey()),
            version: version ? { block: version.getBlockNum(), transaction: version.getTxNum() } : null,
          };
        }),
        writes: set.getWritesList().map((write) => ({
          key: ledgerText(write.getKey()),
          delete: write.getIsDelete(),
          value: ledgerBytes(write.getValue_asU8()),
        })),
      };
    });
}
