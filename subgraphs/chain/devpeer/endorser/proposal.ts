import { type FabricHeader, openHeader, parseIdentity } from '@caretrail/chain/ledger/fabric';
import { type ChannelIdentity, type ChannelMembers, transactionIdOf } from '@caretrail/chain/ledger/verify';
import { isSignedBy, readCertificate } from '@caretrail/chain/membership';
import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { policyDenied, type SignedData } from '../msp/access.ts';

/** Why a proposal is not looked at; the texts are those of Fabric's endorser. */
export class ProposalRefused extends Error {}

/** A proposal taken apart, with the bytes that its hash covers. */
export interface UnpackedProposal {
  readonly signed: peer.SignedProposal;
  readonly signedData: SignedData;
  readonly header: FabricHeader;
  /** The header's own bytes, which the transaction repeats unchanged. */
  readonly headerMessage: common.Header;
  readonly chaincode: string;
  /** Fabric's words for a header that names no chaincode; null where it names one. */
  readonly nameless: string | null;
  /** ChaincodeProposalPayload without transient data: what is hashed and what the transaction holds. */
  readonly payload: Uint8Array;
  readonly arguments: readonly Uint8Array[];
  /** Whether the client sent data beside the proposal that no one is to record. */
  readonly hasTransient: boolean;
}

/** Reads a signed proposal; throws {@link ProposalRefused} when it is none. */
export function unpackProposal(signed: peer.SignedProposal): UnpackedProposal {
  try {
    const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
    const headerMessage = common.Header.deserializeBinary(proposal.getHeader_asU8());
    const header = openHeader(headerMessage);
    const extension = peer.ChaincodeHeaderExtension.deserializeBinary(header.extension);
    const chaincode = extension.getChaincodeId();
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
    const hasTransient = payload.getTransientmapMap().getLength() > 0;
    payload.clearTransientmapMap();
    const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
    return {
      signed,
      signedData: {
        creator: header.creator,
        message: signed.getProposalBytes_asU8(),
        signature: signed.getSignature_asU8(),
      },
      header,
      headerMessage,
      chaincode: chaincode?.getName() ?? '',
      nameless: namelessness(chaincode),
      payload: payload.serializeBinary(),
      arguments: spec?.getInput()?.getArgsList_asU8() ?? [],
      hasTransient,
    };
  } catch (error) {
    throw new ProposalRefused('error unmarshalling Proposal', { cause: error });
  }
}

function namelessness(chaincode: peer.ChaincodeID | undefined): string | null {
  if (!chaincode) return 'ChaincodeHeaderExtension.ChaincodeId is nil';
  return chaincode.getName() === '' ? 'ChaincodeHeaderExtension.ChaincodeId.Name is empty' : null;
}

const TYPE_NAMES = new Map<number, string>(
  Object.entries(common.HeaderType).map(([name, type]) => [type, name]),
);

/**
 * Fabric's checks of a proposal, in its order (core/endorser/msgvalidation.go); throws {@link ProposalRefused}. System
 * chaincodes look at policies themselves, per function.
 */
export function checkProposal(proposal: UnpackedProposal, ledger: ChannelLedger, system: boolean): void {
  const { header } = proposal;
  const creator = checkForm(proposal, ledger);
  if (ledger.place(header.transactionId))
    throw new ProposalRefused(
      `duplicate transaction found [${header.transactionId}]. Creator [${Buffer.from(header.creator).toString('hex')}]`,
    );
  if (system) return;
  const refusal = ledger.policies.policy('/Channel/Application/Writers').refusal([creator]);
  if (refusal !== null) throw new ProposalRefused(policyDenied(header.channel, 'Writers', refusal));
}

function checkForm({ header, signedData }: UnpackedProposal, { members }: ChannelLedger): ChannelIdentity {
  const invalid = (reason: string) => new ProposalRefused(`error validating proposal: ${reason}`);
  if (header.type !== common.HeaderType.ENDORSER_TRANSACTION && header.type !== common.HeaderType.CONFIG)
    throw invalid(`invalid header type ${TYPE_NAMES.get(header.type) ?? header.type}`);
  if (header.epoch !== 0) throw invalid('epoch is non-zero');
  if (header.nonce.length === 0) throw invalid('nonce is empty');
  if (header.creator.length === 0) throw invalid('creator is empty');
  const expected = transactionIdOf(header.nonce, header.creator);
  if (header.transactionId !== expected)
    throw invalid(`incorrectly computed txid '${header.transactionId}' -- expected '${expected}'`);
  if (signedData.signature.length === 0) throw invalid('empty signature bytes');
  const denied = `access denied: channel [${header.channel}] creator org`;
  const creator = members.identify(header.creator, null);
  if (!creator) {
    const claimed = claimedMsp(header.creator, members);
    throw invalid(claimed ? `${denied} [${claimed}]` : `${denied} unknown, creator is malformed`);
  }
  const { certificate } = creator;
  if (Date.now() > certificate.validTo.getTime())
    throw new ProposalRefused('proposal client identity expired');
  const early = Date.now() < certificate.validFrom.getTime();
  if (early || !isSignedBy(signedData.message, signedData.signature, certificate.publicKey))
    throw invalid(`${denied} [${creator.msp}]`);
  return creator;
}

/**
 * The MSP that a certificate of no authority of the channel claims to be of. Fabric checks the chain already when it
 * reads a certificate, but for one that is its own root (msp.sanitizeCert): that is refused later, and by name.
 */
function claimedMsp(creator: Uint8Array, members: ChannelMembers): string | null {
  try {
    const { msp, certificate } = parseIdentity(creator);
    const { x509 } = readCertificate(certificate);
    return members.has(msp) && x509.ca && x509.verify(x509.publicKey) ? msp : null;
  } catch {
    return null;
  }
}
