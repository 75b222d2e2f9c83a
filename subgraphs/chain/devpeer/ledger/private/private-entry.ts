import { ledger } from '@hyperledger/fabric-protos';
import { decodePrivateSets, encodePrivateSets, type PrivateSet } from '../rwset/private-set.ts';

const { TxPvtReadWriteSet } = ledger.rwset;

/** Private values under a name: a transaction id, or a place in the chain. */
export interface PrivateEntry {
  readonly name: string;
  readonly sets: readonly PrivateSet[];
}

export function encodeEntry({ name, sets }: PrivateEntry): Buffer {
  const text = Buffer.from(name);
  return Buffer.concat([Buffer.of(text.length), text, encodePrivateSets(sets).serializeBinary()]);
}

export function decodeEntry(bytes: Buffer): PrivateEntry {
  const end = 1 + (bytes[0] ?? 0);
  return {
    name: bytes.subarray(1, end).toString('utf8'),
    sets: decodePrivateSets(TxPvtReadWriteSet.deserializeBinary(bytes.subarray(end))),
  };
}
