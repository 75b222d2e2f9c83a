import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import { proposalHashOf } from '@caretrail/chain/ledger/verify';
import { peer } from '@hyperledger/fabric-protos';
import type { PrivateSet } from '../ledger/rwset/private-set.ts';
import type { NamespaceSet } from '../ledger/rwset/read-write-set.ts';
import type { UnpackedProposal } from './proposal.ts';

/** What running a proposal did to the ledger, beside its answer. */
export interface SimulationResult {
  readonly sets: readonly NamespaceSet[];
  readonly privateSets: readonly PrivateSet[];
  /** Collections of which values were read, so that only a peer that has them can say the same. */
  readonly privateReads: readonly { readonly namespace: string; readonly collection: string }[];
}

const NO_RESULT: SimulationResult = { sets: [], privateSets: [], privateReads: [] };

/** The outcome of running a proposal: what every endorsing peer signs. */
export interface Simulation {
  readonly proposal: UnpackedProposal;
  readonly response: FabricResponse;
  /** Serialized ProposalResponsePayload. */
  readonly payload: Uint8Array;
  readonly result: SimulationResult;
}

/** Puts a chaincode's answer into the form that is signed (protoutil.GetBytesProposalResponsePayload). */
export function simulationOf(
  proposal: UnpackedProposal,
  outcome: {
    readonly response: FabricResponse;
    /** Serialized TxReadWriteSet. */
    readonly results: Uint8Array;
    /** Serialized ChaincodeEvent. */
    readonly events: Uint8Array;
    readonly version: string;
    readonly result?: SimulationResult;
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
  return {
    proposal,
    response: outcome.response,
    payload: payload.serializeBinary(),
    result: outcome.result ?? NO_RESULT,
  };
}

export function responseMessage(response: FabricResponse): peer.Response {
  const message = new peer.Response();
  message.setStatus(response.status);
  message.setMessage(response.message);
  message.setPayload(response.payload);
  return message;
}
