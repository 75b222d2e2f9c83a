import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { isEndorsable, SimulationFailed } from '../endorser/endorser.ts';
import { ProposalRefused, type UnpackedProposal } from '../endorser/proposal.ts';
import type { Simulation } from '../endorser/simulation.ts';
import { definitionOf } from '../ledger/definition.ts';
import { mspsOf } from '../msp/signature-policy.ts';
import type { Channel, PeerNode } from '../node.ts';
import { unpackRequest } from './proposal.ts';
import { StatusError } from './status.ts';
import { transactionOf } from './transaction.ts';

/**
 * Has the peers of the endorsement policy, or those the client names, sign a proposal's outcome, and puts the
 * transaction together for the client to sign (internal/pkg/gateway/endorse.go). A list of the client is taken as it
 * is: too short a one makes a transaction that fails validation.
 */
export async function endorse(
  request: gateway.EndorseRequest,
  channel: Channel,
): Promise<gateway.EndorseResponse> {
  const proposal = unpackRequest(
    request.getProposedTransaction(),
    'the proposed transaction must contain a signed proposal',
  );
  const nodes = endorsers(proposal, request.getEndorsingOrganizationsList(), channel);
  const simulation = await simulate(proposal, channel, nodes);
  const answer = new gateway.EndorseResponse();
  answer.setPreparedTransaction(
    transactionOf(
      simulation,
      nodes.map(({ identity }) => identity),
    ),
  );
  return answer;
}

function endorsers(
  { header, chaincode }: UnpackedProposal,
  named: readonly string[],
  channel: Channel,
): PeerNode[] {
  const definition = header.channel === channel.name ? definitionOf(channel.ledger.state, chaincode) : null;
  if (!definition)
    throw new StatusError(
      status.FAILED_PRECONDITION,
      `no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode ${chaincode} in channel ${header.channel}`,
    );
  const msps = named.length > 0 ? [...new Set(named)] : mspsOf(definition.policy);
  const absent = msps.filter((msp) => !channel.endorsers.has(msp));
  if (absent.length > 0)
    throw new StatusError(
      status.UNAVAILABLE,
      `failed to find any endorsing peers for org(s): ${absent.join(', ')}`,
    );
  return msps.flatMap((msp) => channel.endorsers.get(msp) ?? []);
}

async function simulate(
  proposal: UnpackedProposal,
  channel: Channel,
  nodes: readonly PeerNode[],
): Promise<Simulation> {
  const failed = (message: string) =>
    new StatusError(
      status.ABORTED,
      'failed to endorse transaction, see attached details for more info',
      nodes.slice(0, 1).map(({ address, identity }) => ({ address, msp: identity.msp, message })),
    );
  try {
    const simulation = await channel.endorser.simulate(proposal);
    if (isEndorsable(simulation)) return simulation;
    throw failed(`chaincode response ${simulation.response.status}, ${simulation.response.message}`);
  } catch (error) {
    if (error instanceof ProposalRefused || error instanceof SimulationFailed) throw failed(error.message);
    throw error;
  }
}
