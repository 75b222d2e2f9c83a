import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import { ProposalRefused, type UnpackedProposal, unpackProposal } from '../endorser/proposal.ts';
import { StatusError } from './status.ts';

const EVALUATE = 'failed to unpack transaction proposal: ';

/** Reads a proposal that is to be evaluated, with the gateway's words for what is missing. */
export function unpackEvaluate(signed: peer.SignedProposal | undefined): UnpackedProposal {
  const proposal = unpack(signed, 'a signed proposal is required', EVALUATE);
  const { channel } = proposal.header;
  if (channel === '') throw invalid(`${EVALUATE}no channel id provided`);
  if (proposal.chaincode === '')
    throw invalid(`${EVALUATE}no chaincode name is provided, channel id [${channel}]`);
  return proposal;
}

/** Reads a proposal that is to be endorsed. */
export const unpackEndorse = (signed: peer.SignedProposal | undefined): UnpackedProposal =>
  unpack(signed, 'the proposed transaction must contain a signed proposal', '');

function unpack(signed: peer.SignedProposal | undefined, missing: string, prefix: string): UnpackedProposal {
  if (!signed || signed.getProposalBytes_asU8().length === 0) throw invalid(`${prefix}${missing}`);
  try {
    return unpackProposal(signed);
  } catch (error) {
    if (!(error instanceof ProposalRefused)) throw error;
    throw invalid(`${prefix}${error.message}`);
  }
}

const invalid = (message: string): StatusError => new StatusError(status.INVALID_ARGUMENT, message);
