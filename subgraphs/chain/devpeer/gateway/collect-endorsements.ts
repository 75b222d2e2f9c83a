import { sameBytes } from '@caretrail/chain/ledger/fabric';
import { status } from '@grpc/grpc-js';
import { isEndorsable, SimulationFailed } from '../endorser/endorser.ts';
import { ProposalRefused, type UnpackedProposal } from '../endorser/proposal.ts';
import type { Simulation } from '../endorser/simulation.ts';
import { collectionOf } from '../ledger/lifecycle/collection.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import { isSatisfied } from '../msp/signature-policy.ts';
import type { Channel, Network, PeerNode } from '../node.ts';
import { type Detail, StatusError } from './status.ts';

const FIRST = 'failed to endorse transaction, see attached details for more info';
const MORE = 'failed to collect enough transaction endorsements, see attached details for more info';

const detailOf = ({ address, identity }: PeerNode, message: string): Detail => ({
  address,
  msp: identity.msp,
  message,
});

/** A simulation that may be signed, or the reason why there is none. */
async function simulateOn(
  proposal: UnpackedProposal,
  node: PeerNode,
  network: Network,
): Promise<Simulation | string> {
  try {
    const simulation = await network.endorser.simulate(proposal, node);
    if (isEndorsable(simulation)) return simulation;
    return `chaincode response ${simulation.response.status}, ${simulation.response.message}`;
  } catch (error) {
    if (error instanceof ProposalRefused || error instanceof SimulationFailed) return error.message;
    throw error;
  }
}

/** The first peer's run; its failure is the call's. */
export async function firstEndorsement(
  proposal: UnpackedProposal,
  node: PeerNode,
  network: Network,
  message = FIRST,
): Promise<Simulation> {
  const simulation = await simulateOn(proposal, node, network);
  if (typeof simulation !== 'string') return simulation;
  throw new StatusError(status.ABORTED, message, [detailOf(node, simulation)]);
}

/**
 * Makes sure that the other peers would say the same: they sign the first one's run, but for a peer that lacks private
 * values it read, or when every peer is to run the proposal itself.
 */
export async function agree(
  first: Simulation,
  nodes: readonly PeerNode[],
  channel: Channel,
  network: Network,
): Promise<void> {
  const own = nodes.filter((node) => network.simulateEach || !hasValues(node, first, channel));
  const details: Detail[] = [];
  for (const node of own) {
    const simulation = await simulateOn(first.proposal, node, network);
    if (typeof simulation === 'string') details.push(detailOf(node, simulation));
    else if (!sameBytes(simulation.payload, first.payload))
      details.push(detailOf(node, 'ProposalResponsePayloads do not match'));
  }
  if (details.length > 0) throw new StatusError(status.ABORTED, MORE, details);
}

/** Whether a peer holds the values of all collections that a run has read. */
function hasValues(node: PeerNode, { result }: Simulation, { ledger }: Channel): boolean {
  const identity = ledger.members.identify(node.identity.serialized, null);
  return result.privateReads.every(({ namespace, collection }) => {
    const declared = definitionOf(committed(ledger.state), namespace)?.collections ?? [];
    const config = collectionOf(declared, collection);
    return identity && config && isSatisfied(config.members, [identity]);
  });
}
