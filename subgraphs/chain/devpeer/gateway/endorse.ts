import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import type { Channel, Network, PeerNode } from '../node.ts';
import { agree, firstEndorsement } from './collect-endorsements.ts';
import { endorsementPlan } from './endorsement-plan.ts';
import { unpackEndorse } from './proposal.ts';
import { StatusError } from './status.ts';
import { transactionOf } from './transaction.ts';

const PRECONDITION = 'no combination of peers can be derived which satisfy the endorsement policy';

/**
 * Has the peers that a transaction's writes ask for, or those the client names, sign a proposal's outcome, and puts the
 * transaction together for the client to sign (internal/pkg/gateway/endorse.go). A list of the client is taken as it
 * is: too short a one makes a transaction that fails validation.
 */
export async function endorse(
  request: gateway.EndorseRequest,
  network: Network,
  local: PeerNode,
): Promise<gateway.EndorseResponse> {
  const proposal = unpackEndorse(request.getProposedTransaction());
  const channel = network.channels.get(proposal.header.channel);
  const nodes = channel ? endorsersOf(proposal.chaincode, channel, network, local) : [];
  const named = [...new Set(request.getEndorsingOrganizationsList())];
  const signed = await (named.length > 0
    ? namedEndorsers(proposal, nodes, named, channel, network)
    : plannedEndorsers(proposal, nodes, channel, network, local));
  const answer = new gateway.EndorseResponse();
  answer.setPreparedTransaction(
    transactionOf(
      signed.simulation,
      signed.nodes.map(({ identity }) => identity),
    ),
  );
  return answer;
}

/** Peers that have the chaincode, the local one first. */
function endorsersOf(
  chaincode: string,
  { ledger }: Channel,
  { nodes }: Network,
  local: PeerNode,
): readonly PeerNode[] {
  if (!definitionOf(committed(ledger.state), chaincode)) return [];
  const able = nodes.filter((node) => node.chaincodes.has(chaincode));
  return [...able.filter((node) => node === local), ...able.filter((node) => node !== local)];
}

async function namedEndorsers(
  proposal: UnpackedProposal,
  nodes: readonly PeerNode[],
  msps: readonly string[],
  channel: Channel | undefined,
  network: Network,
) {
  const chosen = nodes.filter(({ identity }) => msps.includes(identity.msp));
  const absent = msps.filter((msp) => !chosen.some(({ identity }) => identity.msp === msp));
  const [first, ...others] = chosen;
  if (absent.length > 0 || !first || !channel)
    throw new StatusError(
      status.UNAVAILABLE,
      `failed to find any endorsing peers for org(s): ${absent.join(', ')}`,
    );
  const message = 'failed to collect enough transaction endorsements, see attached details for more info';
  const simulation = await firstEndorsement(proposal, first, network, message);
  await agree(simulation, others, channel, network);
  return { simulation, nodes: chosen };
}

async function plannedEndorsers(
  proposal: UnpackedProposal,
  nodes: readonly PeerNode[],
  channel: Channel | undefined,
  network: Network,
  local: PeerNode,
) {
  const refuse = (message: string) => new StatusError(status.FAILED_PRECONDITION, message);
  const [first] = nodes;
  if (proposal.hasTransient && first !== local)
    throw refuse(
      "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect transient data",
    );
  if (!first || !channel) {
    const { chaincode, header } = proposal;
    throw refuse(
      `${PRECONDITION}: No metadata was found for chaincode ${chaincode} in channel ${header.channel}`,
    );
  }
  const simulation = await firstEndorsement(proposal, first, network);
  const plan = endorsementPlan(nodes, simulation, channel);
  if (!plan) throw refuse(`${PRECONDITION}: no peer combination can satisfy the endorsement policy`);
  await agree(
    simulation,
    plan.filter((node) => node !== first),
    channel,
    network,
  );
  return { simulation, nodes: plan };
}
