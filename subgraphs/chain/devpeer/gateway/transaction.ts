import { common, peer } from '@hyperledger/fabric-protos';
import { endorse } from '../endorser/endorser.ts';
import type { Simulation } from '../endorser/simulation.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';

/** The envelope without the client's signature: proposal header unchanged, endorsements by MSP (protoutil.CreateTx). */
export function transactionOf(
  simulation: Simulation,
  endorsers: readonly SigningIdentity[],
): common.Envelope {
  const { proposal } = simulation;
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(simulation.payload);
  endorsed.setEndorsementsList(endorsers.map((endorser) => endorse(simulation, endorser)));
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposal.payload);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(proposal.header.signatureHeader);
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const payload = new common.Payload();
  payload.setHeader(proposal.headerMessage);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}
