import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import { proposalHashOf } from '@caretrail/chain/ledger/verify';
import { peer } from '@hyperledger/fabric-protos';
import type { UnpackedProposal } from './proposal.ts';

/** The outcome of running a proposal: what every endorsing peer signs. */
export interface Simulation {
  readonly proposal: UnpackedProposal;
  readonly response: FabricResponse;
  /** Serialized ProposalResponsePayload. */
  readonly payload: Uint8Array;
}

/** Puts a chaincode's answer into the form that is signed (protoutil.GetBytesProposalResponsePayload). */
export function simulationOf(
  proposal: UnpackedProposal,
  outcome: {
    readonly response: FabricResponse;
    readonly results: Uint8Array;
    readonly events: Uint8Array;
    readonly version: string;
  },
): Simulation {
  const id = new peer.ChaincodeID();
  id.setName(proposal.chaincode);
  id.setVersion(outcome.version);
  const action = new peer.ChaincodeAction();
  action.setResults(outcome.results);
  action.setEvents(outcome.events);
  action.setResponse(responseMessage(outcome.response));
  action.setChaincodeId(id);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposalHashOf(proposal.header, proposal.payload));
  payload.setExtension$(action.serializeBinary());
  return { proposal, response: outcome.response, payload: payload.serializeBinary() };
}

export function responseMessage(response: FabricResponse): peer.Response {
  const message = new peer.Response();
  message.setStatus(response.status);
  message.setMessage(response.message);
  message.setPayload(response.payload);
  return message;
}
