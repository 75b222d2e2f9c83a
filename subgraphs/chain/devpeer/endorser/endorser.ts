import { peer } from '@hyperledger/fabric-protos';
import type { Chaincode } from '../chaincode/chaincode.ts';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { definitionOf, LIFECYCLE, sequenceKey } from '../ledger/definition.ts';
import { encodeReadWriteSet } from '../ledger/read-write-set.ts';
import { Simulator } from '../ledger/simulator.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import { querySystem } from '../scc/qscc.ts';
import { checkProposal, type UnpackedProposal } from './proposal.ts';
import { responseMessage, type Simulation, simulationOf } from './simulation.ts';

export const QSCC = 'qscc';
/** A response of this status or above is not endorsed (core/endorser/endorser.go). */
const ENDORSEMENT_LIMIT = 400;
const SYSTEM_VERSION = 'syscc';

/** Why a proposal that was looked at could not be run; the texts are those of Fabric's endorser. */
export class SimulationFailed extends Error {}

/** Runs proposals on a channel and signs what comes of them, for any of the peers of this process. */
export class Endorser {
  readonly #ledger: ChannelLedger;
  readonly #chaincode: Chaincode;

  constructor(ledger: ChannelLedger, chaincode: Chaincode) {
    this.#ledger = ledger;
    this.#chaincode = chaincode;
  }

  /** Checks and runs a proposal once; peers then sign the same outcome. */
  async simulate(proposal: UnpackedProposal): Promise<Simulation> {
    const system = proposal.chaincode === QSCC;
    checkProposal(proposal, this.#ledger, system ? 'Readers' : 'Writers');
    return system ? this.#query(proposal) : this.#invoke(proposal);
  }

  async #query(proposal: UnpackedProposal): Promise<Simulation> {
    const response = await querySystem(proposal.arguments, this.#ledger);
    const nothing = new Uint8Array();
    return simulationOf(proposal, { response, results: nothing, events: nothing, version: SYSTEM_VERSION });
  }

  async #invoke(proposal: UnpackedProposal): Promise<Simulation> {
    const { chaincode: name, header } = proposal;
    const definition = definitionOf(this.#ledger.state, name);
    if (!definition || name !== this.#chaincode.name)
      throw new SimulationFailed(
        `make sure the chaincode ${name} has been successfully defined on channel ${header.channel} and try again: chaincode ${name} not found`,
      );
    const simulator = new Simulator(this.#ledger.state);
    simulator.get(LIFECYCLE, sequenceKey(name));
    const { transactionId, channel } = header;
    try {
      const { response, event } = await this.#chaincode.execute({
        transactionId,
        channel,
        arguments: proposal.arguments,
        proposal: proposal.signed,
        simulator,
      });
      return simulationOf(proposal, {
        response,
        results: encodeReadWriteSet(simulator.result()),
        events: eventBytes(event, name, transactionId),
        version: definition.version,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed';
      const text = `error in simulation: failed to execute transaction ${transactionId}: ${reason}`;
      throw new SimulationFailed(text, { cause: error });
    }
  }
}

function eventBytes(event: peer.ChaincodeEvent | null, chaincode: string, transactionId: string): Uint8Array {
  if (!event || event.getEventName() === '') return new Uint8Array();
  event.setChaincodeId(chaincode);
  event.setTxId(transactionId);
  return event.serializeBinary();
}

export const isEndorsable = ({ response }: Simulation): boolean => response.status < ENDORSEMENT_LIMIT;

/** A peer's signature over payload ‖ endorser (the default endorsement plugin). */
export function endorse({ payload }: Simulation, signer: SigningIdentity): peer.Endorsement {
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(signer.serialized);
  endorsement.setSignature(signer.sign(Buffer.concat([payload, signer.serialized])));
  return endorsement;
}

/** What `protos.Endorser/ProcessProposal` answers: an error of the chaincode comes with its payload, unsigned. */
export function proposalResponse(simulation: Simulation, signer: SigningIdentity): peer.ProposalResponse {
  const message = new peer.ProposalResponse();
  message.setVersion(1);
  message.setResponse(responseMessage(simulation.response));
  message.setPayload(simulation.payload);
  if (isEndorsable(simulation)) message.setEndorsement(endorse(simulation, signer));
  return message;
}

/** The answer where there is nothing to sign. */
export function failureResponse(text: string): peer.ProposalResponse {
  const message = new peer.ProposalResponse();
  message.setResponse(responseMessage({ status: 500, message: text, payload: new Uint8Array() }));
  return message;
}
