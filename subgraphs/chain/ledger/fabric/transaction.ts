import { peer } from '@hyperledger/fabric-protos';
import type { FabricEnvelope } from './envelope.ts';
import { parseIdentity } from './identity.ts';

interface FabricEndorsement {
  readonly msp: string;
  /** Serialized identity, the second half of what is signed. */
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

export interface FabricResponse {
  readonly status: number;
  readonly message: string;
  readonly payload: Uint8Array;
}

/** What endorsers signed: which proposal, and what came of it. */
export interface FabricAnswer {
  readonly proposalHash: Uint8Array;
  readonly chaincode: string;
  readonly chaincodeVersion: string;
  /** Serialized TxReadWriteSet. */
  readonly results: Uint8Array;
  /** Serialized ChaincodeEvent; empty without one. */
  readonly events: Uint8Array;
  readonly response: FabricResponse;
}

/** A chaincode call inside an envelope, with the bytes that hashes and signatures cover. */
export interface FabricTransaction {
  readonly actionHeader: Uint8Array;
  readonly chaincode: string;
  readonly arguments: readonly Uint8Array[];
  readonly proposalPayload: Uint8Array;
  readonly responsePayload: Uint8Array;
  readonly answer: FabricAnswer;
  readonly endorsements: readonly FabricEndorsement[];
}

/** Chaincode and arguments of a ChaincodeProposalPayload. */
export function openCall(proposalPayload: Uint8Array): {
  chaincode: string;
  arguments: Uint8Array[];
  init: boolean;
} {
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposalPayload);
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  return {
    chaincode: spec?.getChaincodeId()?.getName() ?? '',
    arguments: spec?.getInput()?.getArgsList_asU8() ?? [],
    init: spec?.getInput()?.getIsInit() ?? false,
  };
}

export function openAnswer(responsePayload: Uint8Array): FabricAnswer {
  const payload = peer.ProposalResponsePayload.deserializeBinary(responsePayload);
  const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
  const response = action.getResponse();
  return {
    proposalHash: payload.getProposalHash_asU8(),
    chaincode: action.getChaincodeId()?.getName() ?? '',
    chaincodeVersion: action.getChaincodeId()?.getVersion() ?? '',
    results: action.getResults_asU8(),
    events: action.getEvents_asU8(),
    response: {
      status: response?.getStatus() ?? 0,
      message: response?.getMessage() ?? '',
      payload: response?.getPayload_asU8() ?? new Uint8Array(),
    },
  };
}

/** Reads the one action of an endorser transaction; throws when the envelope has none or more. */
export function openTransaction(envelope: FabricEnvelope): FabricTransaction {
  const actions = peer.Transaction.deserializeBinary(envelope.data).getActionsList();
  const action = actions[0];
  if (!action || actions.length !== 1) throw new Error(`transaction has ${actions.length} actions`);
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = payload.getAction();
  if (!endorsed) throw new Error('transaction has no endorsed action');
  const proposalPayload = payload.getChaincodeProposalPayload_asU8();
  const responsePayload = endorsed.getProposalResponsePayload_asU8();
  const call = openCall(proposalPayload);
  return {
    actionHeader: action.getHeader_asU8(),
    chaincode: call.chaincode,
    arguments: call.arguments,
    proposalPayload,
    responsePayload,
    answer: openAnswer(responsePayload),
    endorsements: endorsed.getEndorsementsList().map((endorsement) => ({
      msp: parseIdentity(endorsement.getEndorser_asU8()).msp,
      endorser: endorsement.getEndorser_asU8(),
      signature: endorsement.getSignature_asU8(),
    })),
  };
}
