import { ledger } from '@hyperledger/fabric-protos';
import { entryMessage } from './encode.ts';
import { entryOf } from './parse.ts';
import type { MetadataEntry } from './read-write-set.ts';

const { kvrwset } = ledger.rwset;

/** Name of the entry that holds a key's endorsement policy (pb.MetaDataKeys_VALIDATION_PARAMETER). */
const VALIDATION_PARAMETER = 'VALIDATION_PARAMETER';

/** The entries of a key as the state keeps them; null without any. */
export function encodeMetadata(entries: readonly MetadataEntry[]): Uint8Array | null {
  if (entries.length === 0) return null;
  const message = new kvrwset.KVMetadataWrite();
  message.setEntriesList(entries.map(entryMessage));
  return message.serializeBinary();
}

export const decodeMetadata = (bytes: Uint8Array | null): readonly MetadataEntry[] =>
  bytes === null ? [] : kvrwset.KVMetadataWrite.deserializeBinary(bytes).getEntriesList().map(entryOf);

/** The policy that a key asks its endorsers to satisfy, in place of its chaincode's; null where it asks for none. */
export function validationParameter(bytes: Uint8Array | null): Uint8Array | null {
  const entry = decodeMetadata(bytes).find(({ name }) => name === VALIDATION_PARAMETER);
  return entry && entry.value.length > 0 ? entry.value : null;
}
