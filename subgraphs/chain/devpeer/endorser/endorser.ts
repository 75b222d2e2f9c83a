import { peer } from '@hyperledger/fabric-protos';
import type { Chaincode } from '../chaincode/chaincode.ts';
import { ChaincodeInvoker } from '../chaincode/invoker.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import { LIFECYCLE, sequenceKey } from '../ledger/lifecycle/keys.ts';
import { encodeReadWriteSet } from '../ledger/rwset/encode.ts';
import { Simulator } from '../ledger/simulator/simulator.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import type { Channel, PeerNode } from '../node.ts';
import { isSystemChaincode, querySystem } from '../scc/system-chaincode.ts';
import { checkProposal, ProposalRefused, type UnpackedProposal } from './proposal.ts';
import { responseMessage, type Simulation, simulationOf } from './simulation.ts';

/** A response of this status or above is not endorsed (core/endorser/endorser.go). */
const ENDORSEMENT_LIMIT = 400;
const SYSTEM_VERSION = 'syscc';

/** Why a proposal that was looked at could not be run; the texts are those of Fabric's endorser. */
export class SimulationFailed extends Error {}

/** Runs proposals on the channels and signs what comes of them, for any of the peers of this process. */
export class Endorser {
  readonly #channels: ReadonlyMap<string, Channel>;
  readonly #chaincodes: ReadonlyMap<string, Chaincode>;
  readonly #invoker: ChaincodeInvoker;

  constructor(channels: ReadonlyMap<string, Channel>, chaincodes: ReadonlyMap<string, Chaincode>) {
    this.#channels = channels;
    this.#chaincodes = chaincodes;
    this.#invoker = new ChaincodeInvoker(channels, chaincodes);
  }

  /** Checks and runs a proposal on a peer; private values it writes are kept until it is in a block. */
  async simulate(proposal: UnpackedProposal, node: PeerNode): Promise<Simulation> {
    const { header } = proposal;
    if (proposal.nameless !== null) throw new ProposalRefused(proposal.nameless);
    const channel = this.#channels.get(header.channel);
    if (header.channel === '')
      throw new SimulationFailed(
        `make sure the chaincode ${proposal.chaincode} has been successfully defined on channel  and try again: could not get channel config for channel ''`,
      );
    if (!channel) throw new SimulationFailed(`channel '${header.channel}' not found`);
    const system = isSystemChaincode(proposal.chaincode);
    checkProposal(proposal, channel.ledger, system);
    const simulation = await (system
      ? this.#query(proposal, channel)
      : this.#invoke(proposal, channel, node));
    const { privateSets } = simulation.result;
    if (privateSets.length > 0 && isEndorsable(simulation))
      await channel.ledger.transient.put(header.transactionId, privateSets);
    return simulation;
  }

  async #query(proposal: UnpackedProposal, channel: Channel): Promise<Simulation> {
    const simulator = new Simulator(channel.ledger.state, proposal.header.transactionId);
    const response = await querySystem(proposal, { channel, channels: this.#channels, simulator });
    // Fabric's answer holds text; of bytes that are none it cannot make a message.
    if (response.message.includes('\ufffd'))
      throw new SimulationFailed(
        'error in simulation: transaction returned with failure: failed to marshal response: string field contains invalid UTF-8',
      );
    return simulationOf(proposal, {
      response,
      results: encodeReadWriteSet(simulator.result()),
      events: new Uint8Array(),
      version: SYSTEM_VERSION,
    });
  }

  async #invoke(proposal: UnpackedProposal, channel: Channel, node: PeerNode): Promise<Simulation> {
    const { chaincode: name, header } = proposal;
    const definition = definitionOf(committed(channel.ledger.state), name);
    const chaincode = this.#chaincodes.get(name);
    const missing = (reason: string) =>
      new SimulationFailed(
        `make sure the chaincode ${name} has been successfully defined on channel ${channel.name} and try again: ${reason}`,
      );
    if (!definition) throw missing(`chaincode ${name} not found`);
    if (!chaincode || !node.chaincodes.has(name))
      throw missing(
        `chaincode definition for '${name}' at sequence ${definition.sequence} on channel '${channel.name}' has not yet been approved by this org`,
      );
    const simulator = new Simulator(channel.ledger.state, header.transactionId);
    simulator.get(LIFECYCLE, sequenceKey(name));
    try {
      const context = { channel, node, proposal, simulator };
      const { response, event } = await chaincode.execute(context, proposal.arguments, this.#invoker);
      const sets = simulator.result();
      return simulationOf(proposal, {
        response,
        results: encodeReadWriteSet(sets),
        events: eventBytes(event, name, header.transactionId),
        version: definition.version,
        result: {
          sets,
          privateSets: simulator.privateSets(),
          privateReads: [...simulator.privateReads.values()],
        },
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed';
      const text = `error in simulation: failed to execute transaction ${header.transactionId}: ${reason}`;
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
  message.setResponse(responseMessage(simulation.response));
  message.setPayload(simulation.payload);
  if (!isEndorsable(simulation)) return message;
  message.setVersion(1);
  message.setEndorsement(endorse(simulation, signer));
  return message;
}

/** The answer where there is nothing to sign. */
export function failureResponse(text: string): peer.ProposalResponse {
  const message = new peer.ProposalResponse();
  message.setResponse(responseMessage({ status: 500, message: text, payload: new Uint8Array() }));
  return message;
}
