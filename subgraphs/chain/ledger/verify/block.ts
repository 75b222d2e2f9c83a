import { common } from '@hyperledger/fabric-protos';
import { isSignedBy } from '../../membership/index.ts';
import { LedgerError } from '../error.ts';
import { sameBytes, sha256 } from '../fabric/hash.ts';
import { type BlockHeader, dataHash, headerBytes } from '../fabric/header.ts';
import type { ChannelIdentity } from './channel-members.ts';
import type { ChannelTrust } from './trust.ts';

/** Slots of a block's metadata (common.BlockMetadataIndex); slots 1 and 3 are no longer used. */
export const METADATA = { signatures: 0, transactionsFilter: 2, commitHash: 4 } as const;
const METADATA_SLOTS = 5;

export interface VerifiedBlock {
  readonly header: BlockHeader;
  readonly hash: Buffer;
  readonly envelopes: readonly Uint8Array[];
  /** One validation code per envelope, written by the peer: no one signs it. */
  readonly filter: Uint8Array;
  /** MSPs of the orderers that signed, one entry an orderer. */
  readonly signers: readonly string[];
}

/**
 * Checks a block on its own and against the one before it: number, data hash, previous hash, orderer signatures.
 * `previousHash` is null where the block before is not known. Throws {@link LedgerError} `UNTRUSTED`.
 */
export function verifyBlock(
  block: common.Block,
  trust: ChannelTrust,
  expected: { readonly number: number; readonly previousHash: Uint8Array | null },
): VerifiedBlock {
  const header = headerOf(block);
  const refuse = (reason: string, cause?: unknown) =>
    new LedgerError('UNTRUSTED', `block ${header.number}: ${reason}`, { cause });
  if (header.number !== expected.number) throw refuse(`expected block ${expected.number}`);
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  if (!sameBytes(dataHash(envelopes), header.dataHash)) throw refuse('data hash differs');
  if (expected.previousHash && !sameBytes(expected.previousHash, header.previousHash))
    throw refuse('does not continue the chain');
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const filter = metadata[METADATA.transactionsFilter] ?? new Uint8Array();
  if (metadata.length !== METADATA_SLOTS || filter.length !== envelopes.length)
    throw refuse('metadata is not that of a committed block');
  const bytes = headerBytes(header);
  const signatures = metadata[METADATA.signatures] ?? new Uint8Array();
  const signers = header.number === 0 ? [] : readable(() => blockSigners(signatures, bytes, trust), refuse);
  if (header.number > 0 && signers.length < trust.blockSignatures)
    throw refuse(`${signers.length} of ${trust.blockSignatures} orderer signatures`);
  return { header, hash: sha256(bytes), envelopes, filter, signers };
}

function readable<Part>(read: () => Part, refuse: (reason: string, cause: unknown) => LedgerError): Part {
  try {
    return read();
  } catch (error) {
    throw refuse('its signatures cannot be read', error);
  }
}

function headerOf(block: common.Block): BlockHeader {
  const header = block.getHeader();
  return {
    number: header?.getNumber() ?? 0,
    previousHash: header?.getPreviousHash_asU8() ?? new Uint8Array(),
    dataHash: header?.getDataHash_asU8() ?? new Uint8Array(),
  };
}

/** MSPs of the different orderers whose signature over value ‖ signer's header ‖ block header is good. */
function blockSigners(signatures: Uint8Array, header: Uint8Array, trust: ChannelTrust): string[] {
  const metadata = common.Metadata.deserializeBinary(signatures);
  const signers = new Map<string, string>();
  for (const signature of metadata.getSignaturesList()) {
    const identifier = signature.getIdentifierHeader_asU8();
    const signerHeader = identifier.length > 0 ? identifier : signature.getSignatureHeader_asU8();
    const signer = signerOf(signerHeader, identifier.length > 0, trust);
    if (!signer) continue;
    const message = Buffer.concat([metadata.getValue_asU8(), signerHeader, header]);
    if (isSignedBy(message, signature.getSignature_asU8(), signer.certificate.publicKey))
      signers.set(signer.certificate.pem, signer.msp);
  }
  return [...signers.values()];
}

/** BFT orderers sign by their number in the configuration; others put their certificate into the signature header. */
function signerOf(header: Uint8Array, byNumber: boolean, trust: ChannelTrust): ChannelIdentity | null {
  if (byNumber) {
    const id = common.IdentifierHeader.deserializeBinary(header).getIdentifier();
    const consenter = trust.consenters.find((candidate) => candidate.id === id);
    return consenter ? trust.members.identifyParts(consenter.msp, consenter.certificate) : null;
  }
  if (trust.consenters.length > 0) return null;
  const creator = common.SignatureHeader.deserializeBinary(header).getCreator_asU8();
  const identity = trust.members.identify(creator, null);
  // BlockValidation is "any Writers" of the orderer organizations, whose writers are their members.
  return identity?.kinds.has('orderer') ? identity : null;
}
