import type { peer } from '@hyperledger/fabric-protos';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import type { Simulator } from '../ledger/simulator/simulator.ts';
import type { Channel, PeerNode } from '../node.ts';

/** One transaction while it runs, on one channel and for one peer. */
export interface TransactionContext {
  readonly channel: Channel;
  readonly node: PeerNode;
  readonly proposal: UnpackedProposal;
  readonly simulator: Simulator;
}

/** Runs a chaincode for another one that calls it. */
export interface Invoker {
  /** The callee's last message, serialized into the answer; rejects with the text of what failed. */
  invoke(call: {
    readonly context: TransactionContext;
    /** Name of the calling chaincode. */
    readonly caller: string;
    /** `name`, or `name/channel`. */
    readonly target: string;
    readonly arguments: readonly Uint8Array[];
  }): Promise<peer.ChaincodeMessage>;
}
