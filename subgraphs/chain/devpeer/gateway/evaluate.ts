import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { QSCC, SimulationFailed } from '../endorser/endorser.ts';
import { ProposalRefused, type UnpackedProposal } from '../endorser/proposal.ts';
import { responseMessage, type Simulation } from '../endorser/simulation.ts';
import { definitionOf } from '../ledger/definition.ts';
import type { Channel, PeerNode } from '../node.ts';
import { unpackRequest } from './proposal.ts';
import { StatusError } from './status.ts';

/** Runs a proposal on one peer and returns the chaincode's answer (internal/pkg/gateway/evaluate.go). */
export async function evaluate(
  request: gateway.EvaluateRequest,
  channel: Channel,
  local: PeerNode,
): Promise<gateway.EvaluateResponse> {
  const proposal = unpackRequest(
    request.getProposedTransaction(),
    'failed to unpack transaction proposal: a signed proposal is required',
  );
  const node = evaluator(proposal, request.getTargetOrganizationsList(), channel, local);
  const { response } = await simulate(proposal, channel, node);
  const { status: code, message } = response;
  if (code < 200 || code >= 400)
    throw failure(status.UNKNOWN, node, `chaincode response ${code}, ${message}`);
  const answer = new gateway.EvaluateResponse();
  answer.setResult(responseMessage(response));
  return answer;
}

/** System chaincode is on every peer; the others on some, of which the local one is preferred. */
function evaluator(
  { header, chaincode }: UnpackedProposal,
  targets: readonly string[],
  channel: Channel,
  local: PeerNode,
): PeerNode {
  if (header.channel !== channel.name)
    throw new StatusError(
      status.UNAVAILABLE,
      `failed to get config for channel [${header.channel}]: could not get last config for channel ${header.channel}`,
    );
  if (chaincode === QSCC) return local;
  const defined = definitionOf(channel.ledger.state, chaincode) !== null;
  const candidates = [local.identity.msp, ...channel.endorsers.keys()]
    .filter((msp) => targets.length === 0 || targets.includes(msp))
    .flatMap((msp) => channel.endorsers.get(msp) ?? []);
  const [node] = defined ? candidates : [];
  if (node) return node;
  throw new StatusError(
    status.FAILED_PRECONDITION,
    `no peers available to evaluate chaincode ${chaincode} in channel ${channel.name}`,
  );
}

async function simulate(proposal: UnpackedProposal, channel: Channel, node: PeerNode): Promise<Simulation> {
  try {
    return await channel.endorser.simulate(proposal);
  } catch (error) {
    if (error instanceof ProposalRefused) throw failure(status.FAILED_PRECONDITION, node, error.message);
    if (!(error instanceof SimulationFailed)) throw error;
    throw new StatusError(
      status.ABORTED,
      'failed to evaluate transaction, see attached details for more info',
      [detail(node, error.message)],
    );
  }
}

const detail = ({ address, identity }: PeerNode, message: string) => ({
  address,
  msp: identity.msp,
  message,
});

const failure = (code: status, node: PeerNode, message: string): StatusError =>
  new StatusError(code, `evaluate call to endorser returned error: ${message}`, [detail(node, message)]);
