import { randomBytes } from 'node:crypto';
import { dataHash, headerBytes, signatureHeaderBytes } from '@caretrail/chain/ledger/fabric';
import { common } from '@hyperledger/fabric-protos';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import { type Ordering, quorumOf } from './ordering.ts';

/** A block as the orderer hands it on: not validated yet. */
export interface OrderedBlock {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  /** Serialized metadata of slot SIGNATURES. */
  readonly ordererSignatures: Uint8Array;
}

/** Who signs, and how: one orderer with its certificate, or a quorum of a BFT cluster by their numbers. */
export interface BlockSigners {
  /** In the order of their numbers, which begin with 1. */
  readonly identities: readonly SigningIdentity[];
  readonly consensus: Ordering['consensus'];
}

/** Makes the next block and signs it: value ‖ signer's header ‖ block header (orderer/common/multichannel/blockwriter.go). */
export function orderBlock(
  previous: { readonly height: number; readonly hash: Uint8Array },
  envelopes: readonly Uint8Array[],
  signers: BlockSigners,
): OrderedBlock {
  const header = { number: previous.height, previousHash: previous.hash, dataHash: dataHash(envelopes) };
  return { ...header, envelopes, ordererSignatures: signed(headerBytes(header), previous.height, signers) };
}

function signed(header: Uint8Array, number: number, { identities, consensus }: BlockSigners): Uint8Array {
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(new common.LastConfig());
  const bytes = value.serializeBinary();
  const metadata = new common.Metadata();
  metadata.setValue(bytes);
  if (consensus === 'BFT') {
    const cluster = identities.map((identity, index) => ({ identity, id: index + 1 }));
    // Whoever answers first signs, on a real network; here each block leaves out another.
    const turned = [...cluster.slice(number % cluster.length), ...cluster.slice(0, number % cluster.length)];
    metadata.setSignaturesList(
      turned
        .slice(0, quorumOf(cluster.length))
        .map(({ identity, id }) => signatureByNumber(identity, id, bytes, header)),
    );
  } else {
    metadata.setSignaturesList(identities.slice(0, 1).map((one) => signatureByIdentity(one, bytes, header)));
  }
  return metadata.serializeBinary();
}

function signatureByIdentity(
  orderer: SigningIdentity,
  value: Uint8Array,
  header: Uint8Array,
): common.MetadataSignature {
  const signatureHeader = signatureHeaderBytes(orderer.serialized, randomBytes(24));
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(signatureHeader);
  signature.setSignature(orderer.sign(Buffer.concat([value, signatureHeader, header])));
  return signature;
}

function signatureByNumber(
  orderer: SigningIdentity,
  id: number,
  value: Uint8Array,
  header: Uint8Array,
): common.MetadataSignature {
  const identifier = new common.IdentifierHeader();
  identifier.setIdentifier(id);
  identifier.setNonce(randomBytes(24));
  const identifierHeader = identifier.serializeBinary();
  const signature = new common.MetadataSignature();
  signature.setIdentifierHeader(identifierHeader);
  signature.setSignature(orderer.sign(Buffer.concat([value, identifierHeader, header])));
  return signature;
}
