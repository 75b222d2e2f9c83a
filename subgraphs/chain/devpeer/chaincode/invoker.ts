import { peer } from '@hyperledger/fabric-protos';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import { LIFECYCLE, sequenceKey } from '../ledger/lifecycle/keys.ts';
import { Simulator } from '../ledger/simulator/simulator.ts';
import { policyDenied, refusalOf } from '../msp/access.ts';
import type { Channel } from '../node.ts';
import type { Chaincode } from './chaincode.ts';
import { chaincodeMessage, Type } from './message.ts';
import type { Invoker } from './transaction-context.ts';

/**
 * Calls from one chaincode to another (handler.go, HandleInvokeChaincode): on the same channel the callee's reads and
 * writes belong to the caller's transaction; on another channel it may only read, and nothing is recorded.
 */
export class ChaincodeInvoker implements Invoker {
  readonly #channels: ReadonlyMap<string, Channel>;
  readonly #chaincodes: ReadonlyMap<string, Chaincode>;

  constructor(channels: ReadonlyMap<string, Channel>, chaincodes: ReadonlyMap<string, Chaincode>) {
    this.#channels = channels;
    this.#chaincodes = chaincodes;
  }

  async invoke(call: Parameters<Invoker['invoke']>[0]): Promise<peer.ChaincodeMessage> {
    const { context, target } = call;
    const [instance = '', channelName = context.channel.name] = target.split('/');
    const [name = ''] = instance.split(':');
    if (name === 'qscc') return rejected(call);
    const channel = this.#channels.get(channelName);
    if (!channel) throw new Error(`Failed to get policy manager for channel [${channelName}]`);
    const refusal = refusalOf(context.proposal.signedData, '/Channel/Application/Writers', channel.ledger);
    if (refusal !== null) throw new Error(policyDenied(channelName, 'Writers', refusal));
    const simulator =
      channel === context.channel
        ? context.simulator
        : new Simulator(channel.ledger.state, context.proposal.header.transactionId);
    const definition = definitionOf(committed(channel.ledger.state), name);
    const chaincode = this.#chaincodes.get(name);
    if (!definition) throw new Error(`execute failed: chaincode ${name} not found`);
    if (!chaincode || !context.node.chaincodes.has(name))
      throw new Error(
        `execute failed: chaincode definition for '${name}' exists, but chaincode is not installed`,
      );
    simulator.get(LIFECYCLE, sequenceKey(name));
    try {
      const { message } = await chaincode.execute({ ...context, channel, simulator }, call.arguments, this);
      return message;
    } catch (error) {
      throw new Error(`execute failed: ${error instanceof Error ? error.message : 'failed'}`, {
        cause: error,
      });
    }
  }
}

/** qscc reads the ledger under the lock that the caller's simulation holds, so Fabric refuses the call. */
function rejected({ context, caller }: Parameters<Invoker['invoke']>[0]): peer.ChaincodeMessage {
  const response = new peer.Response();
  response.setStatus(500);
  response.setMessage(
    `Rejecting invoke of QSCC from another chaincode because of potential for deadlocks, original invocation for '${caller}'`,
  );
  const { transactionId } = context.proposal.header;
  const about = { transactionId, channel: context.channel.name };
  return chaincodeMessage(Type.COMPLETED, response.serializeBinary(), about);
}
