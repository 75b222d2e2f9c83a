/**
 * Where the parts of a private data collection stand in the state: key and value hashes, which every peer has, and the
 * values, which members have (privacyenabledstate). A chaincode's name cannot hold `$`, so none can meet these.
 */
export const hashedNamespace = (namespace: string, collection: string): string =>
  `${namespace}$$h${collection}`;

export const privateNamespace = (namespace: string, collection: string): string =>
  `${namespace}$$p${collection}`;

/** Hashes are keys in lower-case hex. */
export const hashedKey = (keyHash: Uint8Array): string => Buffer.from(keyHash).toString('hex');
