import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import { StatusError } from '../gateway/status.ts';
import type { Network, PeerNode } from '../node.ts';
import { failureResponse, proposalResponse, SimulationFailed } from './endorser.ts';
import { ProposalRefused, unpackProposal } from './proposal.ts';

/** `protos.Endorser`: one peer's own answer, signed by it alone; receipts are made of it. */
export async function processProposal(
  signed: peer.SignedProposal,
  { endorser }: Network,
  node: PeerNode,
): Promise<peer.ProposalResponse> {
  try {
    return proposalResponse(await endorser.simulate(unpackProposal(signed), node), node.identity);
  } catch (error) {
    if (error instanceof ProposalRefused) throw new StatusError(status.UNKNOWN, error.message);
    if (error instanceof SimulationFailed) return failureResponse(error.message);
    throw error;
  }
}
