import { peer } from '@hyperledger/fabric-protos';

/** Namespace in which Fabric keeps chaincode definitions. */
export const LIFECYCLE = '_lifecycle';

export const fieldKey = (chaincode: string, field: string): string =>
  `namespaces/fields/${chaincode}/${field}`;

export const METADATA_PREFIX = 'namespaces/metadata/';
export const metadataKey = (chaincode: string): string => `${METADATA_PREFIX}${chaincode}`;

/** The key that every transaction of a chaincode reads, so that none outlives a change of the definition. */
export const sequenceKey = (chaincode: string): string => fieldKey(chaincode, 'Sequence');

export function bytesData(bytes: Uint8Array): Uint8Array {
  const data = new peer.lifecycle.StateData();
  data.setBytes(bytes);
  return data.serializeBinary();
}
