import { sha256 } from '@caretrail/chain/ledger/fabric';
import { common } from '@hyperledger/fabric-protos';
import type { StateUpdate } from './state/state.ts';

/**
 * What peers compare to see that they came to the same state: hash over the validation codes, the block's updates and
 * the commit hash before. Fabric's encoding of the updates is internal to it, so the value differs from Fabric's.
 */
export function commitHash(codes: Uint8Array, updates: readonly StateUpdate[], previous: Uint8Array): Buffer {
  const written = updates.map(({ namespace, key, value, metadata, version }) => [
    namespace,
    key,
    value && Buffer.from(value).toString('base64'),
    version.block,
    version.transaction,
    ...(metadata ? [Buffer.from(metadata).toString('base64')] : []),
  ]);
  return sha256(Buffer.of(codes.length & 0xff), codes, Buffer.from(JSON.stringify(written)), previous);
}

/** The metadata slot that carries it. */
export function commitHashMetadata(hash: Uint8Array): Uint8Array {
  const metadata = new common.Metadata();
  metadata.setValue(hash);
  return metadata.serializeBinary();
}

export const commitHashOf = (metadata: Uint8Array): Uint8Array =>
  common.Metadata.deserializeBinary(metadata).getValue_asU8();
