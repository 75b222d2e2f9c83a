import { CARETRAIL, CHANNEL, type ChaincodeDefinition } from '@caretrail/chain/consortium';
import { standaloneChaincode } from '@caretrail/contract/program';

/** `raft`: one orderer. `bft`: four, of which one may fail or lie; Fabric 3 only. */
export type Consensus = 'raft' | 'bft';

/** A chaincode with the program that serves it, one process for each organization that has it. */
export interface NetworkChaincode extends ChaincodeDefinition {
  /** Absolute path of a program that reads `CHAINCODE_SERVER_ADDRESS` and `CHAINCODE_ID` from its environment. */
  readonly program: string;
  /** More of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a network is made of: hospital, payer and regulator with one peer each, which are in all channels. */
export interface NetworkPlan {
  readonly consensus: Consensus;
  /** The first is the one that the profile is about. */
  readonly channels: readonly { readonly name: string; readonly chaincodes: readonly NetworkChaincode[] }[];
  /** How long a lone transaction waits for company before its block is cut, as Fabric writes it; under load 100 ms commit most. */
  readonly batchTimeout: string;
}

/** One channel with the product's chaincode. */
export const productPlan = (consensus: Consensus): NetworkPlan => ({
  consensus,
  channels: [{ name: CHANNEL, chaincodes: [{ ...CARETRAIL, program: standaloneChaincode }] }],
  batchTimeout: '100ms',
});
