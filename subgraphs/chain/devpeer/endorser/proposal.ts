import { type FabricHeader, openHeader } from '@caretrail/chain/ledger/fabric';
import { transactionIdOf } from '@caretrail/chain/ledger/verify';
import { isSignedBy } from '@caretrail/chain/membership';
import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { type ChannelPolicy, policyDenied, satisfies } from '../msp/policy.ts';

/** Why a proposal is not looked at; the texts are those of Fabric's endorser. */
export class ProposalRefused extends Error {}

/** A proposal taken apart, with the bytes that its hash covers. */
export interface UnpackedProposal {
  readonly signed: peer.SignedProposal;
  readonly header: FabricHeader;
  /** The header's own bytes, which the transaction repeats unchanged. */
  readonly headerMessage: common.Header;
  readonly chaincode: string;
  /** ChaincodeProposalPayload without transient data: what is hashed and what the transaction holds. */
  readonly payload: Uint8Array;
  readonly arguments: readonly Uint8Array[];
}

/** Reads a signed proposal; throws {@link ProposalRefused} when it is none. */
export function unpackProposal(signed: peer.SignedProposal): UnpackedProposal {
  try {
    const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
    const headerMessage = common.Header.deserializeBinary(proposal.getHeader_asU8());
    const header = openHeader(headerMessage);
    const extension = peer.ChaincodeHeaderExtension.deserializeBinary(header.extension);
    const chaincode = extension.getChaincodeId();
    if (!chaincode) throw new ProposalRefused('ChaincodeHeaderExtension.ChaincodeId is nil');
    if (chaincode.getName() === '')
      throw new ProposalRefused('ChaincodeHeaderExtension.ChaincodeId.Name is empty');
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
    payload.clearTransientmapMap();
    const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
    return {
      signed,
      header,
      headerMessage,
      chaincode: chaincode.getName(),
      payload: payload.serializeBinary(),
      arguments: spec?.getInput()?.getArgsList_asU8() ?? [],
    };
  } catch (error) {
    if (error instanceof ProposalRefused) throw error;
    throw new ProposalRefused('error unmarshalling Proposal', { cause: error });
  }
}

const TYPE_NAMES = new Map<number, string>(
  Object.entries(common.HeaderType).map(([name, type]) => [type, name]),
);

/** Fabric's checks of a proposal, in its order (core/endorser/msgvalidation.go); throws {@link ProposalRefused}. */
export function checkProposal(
  proposal: UnpackedProposal,
  ledger: ChannelLedger,
  policy: ChannelPolicy,
): void {
  const { header, signed } = proposal;
  const invalid = (reason: string) => new ProposalRefused(`error validating proposal: ${reason}`);
  if (header.type !== common.HeaderType.ENDORSER_TRANSACTION && header.type !== common.HeaderType.CONFIG)
    throw invalid(`invalid header type ${TYPE_NAMES.get(header.type) ?? header.type}`);
  if (header.epoch !== 0) throw invalid('epoch is non-zero');
  if (header.nonce.length === 0) throw invalid('nonce is empty');
  if (header.creator.length === 0) throw invalid('creator is empty');
  const expected = transactionIdOf(header.nonce, header.creator);
  if (header.transactionId !== expected)
    throw invalid(`incorrectly computed txid '${header.transactionId}' -- expected '${expected}'`);
  const signature = signed.getSignature_asU8();
  if (signature.length === 0) throw invalid('empty signature bytes');
  const denied = `access denied: channel [${header.channel}] creator org`;
  const creator = ledger.trust.members.identify(header.creator, new Date());
  if (!creator) throw invalid(`${denied} unknown, creator is malformed`);
  if (!isSignedBy(signed.getProposalBytes_asU8(), signature, creator.certificate.publicKey))
    throw invalid(`${denied} [${creator.msp}]`);
  if (ledger.place(header.transactionId))
    throw new ProposalRefused(
      `duplicate transaction found [${header.transactionId}]. Creator [${Buffer.from(header.creator).toString('hex')}]`,
    );
  if (!satisfies(creator, policy)) throw new ProposalRefused(policyDenied(header.channel, policy));
}
