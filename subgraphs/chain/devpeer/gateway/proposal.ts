import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import { ProposalRefused, type UnpackedProposal, unpackProposal } from '../endorser/proposal.ts';
import { StatusError } from './status.ts';

/** Reads a proposal from a gateway request, with the gateway's words for what is missing. */
export function unpackRequest(signed: peer.SignedProposal | undefined, missing: string): UnpackedProposal {
  if (!signed) throw new StatusError(status.INVALID_ARGUMENT, missing);
  const proposal = unpack(signed);
  if (proposal.header.channel === '')
    throw new StatusError(
      status.INVALID_ARGUMENT,
      'failed to unpack transaction proposal: no channel id provided',
    );
  return proposal;
}

function unpack(signed: peer.SignedProposal): UnpackedProposal {
  try {
    return unpackProposal(signed);
  } catch (error) {
    if (!(error instanceof ProposalRefused)) throw error;
    throw new StatusError(status.INVALID_ARGUMENT, `failed to unpack transaction proposal: ${error.message}`);
  }
}
