import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { SimulationFailed } from '../endorser/endorser.ts';
import { ProposalRefused, type UnpackedProposal } from '../endorser/proposal.ts';
import { responseMessage, type Simulation } from '../endorser/simulation.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import type { Network, PeerNode } from '../node.ts';
import { isSystemChaincode } from '../scc/system-chaincode.ts';
import { unpackEvaluate } from './proposal.ts';
import { type Detail, StatusError } from './status.ts';

/** Runs a proposal on one peer and returns the chaincode's answer (internal/pkg/gateway/evaluate.go). */
export async function evaluate(
  request: gateway.EvaluateRequest,
  network: Network,
  local: PeerNode,
): Promise<gateway.EvaluateResponse> {
  const proposal = unpackEvaluate(request.getProposedTransaction());
  const targets = request.getTargetOrganizationsList();
  const nodes = evaluators(proposal, targets, network, local);
  const { response } = await firstAnswer(proposal, nodes, network);
  const answer = new gateway.EvaluateResponse();
  answer.setResult(responseMessage(response));
  return answer;
}

/** System chaincode is on every peer; the others on some, of which the local one is preferred. */
function evaluators(
  { header, chaincode, hasTransient }: UnpackedProposal,
  targets: readonly string[],
  { channels, nodes }: Network,
  local: PeerNode,
): readonly PeerNode[] {
  const channel = channels.get(header.channel);
  if (!channel)
    throw new StatusError(
      status.UNAVAILABLE,
      `failed to get config for channel [${header.channel}]: could not get last config for channel ${header.channel}`,
    );
  // Transient data stays in the organization, unless the client names others.
  const allowed = hasTransient && targets.length === 0 ? [local.identity.msp] : targets;
  const system = isSystemChaincode(chaincode);
  const defined = system || definitionOf(committed(channel.ledger.state), chaincode) !== null;
  const able = [local, ...nodes.filter((node) => node !== local)].filter(
    ({ chaincodes, identity }) =>
      defined &&
      (system || chaincodes.has(chaincode)) &&
      (allowed.length === 0 || allowed.includes(identity.msp)),
  );
  if (able.length > 0) return able;
  const none = `no peers available to evaluate chaincode ${chaincode} in channel ${header.channel}`;
  const protectedData = allowed !== targets;
  throw new StatusError(
    status.FAILED_PRECONDITION,
    protectedData
      ? `no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data: ${none}`
      : none,
  );
}

/** A peer that fails is followed by the next; an answer of the chaincode, good or bad, is final. */
async function firstAnswer(
  proposal: UnpackedProposal,
  nodes: readonly PeerNode[],
  network: Network,
): Promise<Simulation> {
  const details: Detail[] = [];
  for (const node of nodes) {
    const detail = (message: string) => ({ address: node.address, msp: node.identity.msp, message });
    const refuse = (code: status, message: string) =>
      new StatusError(code, `evaluate call to endorser returned error: ${message}`, [
        ...details,
        detail(message),
      ]);
    try {
      const simulation = await network.endorser.simulate(proposal, node);
      const { status: code, message } = simulation.response;
      if (code >= 200 && code < 400) return simulation;
      throw refuse(status.UNKNOWN, `chaincode response ${code}, ${message}`);
    } catch (error) {
      if (error instanceof ProposalRefused) throw refuse(status.FAILED_PRECONDITION, error.message);
      if (!(error instanceof SimulationFailed)) throw error;
      details.push(detail(error.message));
    }
  }
  const text = 'failed to evaluate transaction, see attached details for more info';
  throw new StatusError(status.ABORTED, text, details);
}
