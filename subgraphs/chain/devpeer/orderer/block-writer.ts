import { randomBytes } from 'node:crypto';
import { dataHash, headerBytes, signatureHeaderBytes } from '@caretrail/chain/ledger/fabric';
import { common } from '@hyperledger/fabric-protos';
import type { SigningIdentity } from '../msp/signing-identity.ts';

/** A block as the orderer hands it on: not validated yet. */
export interface OrderedBlock {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  /** Serialized metadata of slot SIGNATURES. */
  readonly ordererSignatures: Uint8Array;
}

/** Makes the next block and signs it: value ‖ signature header ‖ block header (orderer/common/multichannel/blockwriter.go). */
export function orderBlock(
  previous: { readonly height: number; readonly hash: Uint8Array },
  envelopes: readonly Uint8Array[],
  orderer: SigningIdentity,
): OrderedBlock {
  const header = { number: previous.height, previousHash: previous.hash, dataHash: dataHash(envelopes) };
  return { ...header, envelopes, ordererSignatures: signed(headerBytes(header), orderer) };
}

function signed(header: Uint8Array, orderer: SigningIdentity): Uint8Array {
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(new common.LastConfig());
  const signatureHeader = signatureHeaderBytes(orderer.serialized, randomBytes(24));
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(signatureHeader);
  signature.setSignature(orderer.sign(Buffer.concat([value.serializeBinary(), signatureHeader, header])));
  const metadata = new common.Metadata();
  metadata.setValue(value.serializeBinary());
  metadata.setSignaturesList([signature]);
  return metadata.serializeBinary();
}
