import { CARETRAIL, CHANNEL, type ChaincodeDefinition } from '@caretrail/chain/consortium';
import type { BatchSize } from '../orderer/block-cutter.ts';
import type { Ordering } from '../orderer/ordering.ts';

/** A chaincode that is defined on a channel. */
export interface ChaincodePlan extends ChaincodeDefinition {
  /** `host:port` of its server; it may come up later. */
  readonly address: string;
}

export interface ChannelPlan {
  readonly name: string;
  readonly chaincodes: readonly ChaincodePlan[];
}

/** What a network is made of at its first start; later starts must be given the same. */
export interface NetworkPlan {
  /** The first is the one that the profile is about. */
  readonly channels: readonly ChannelPlan[];
  readonly consensus: Ordering['consensus'];
  /** Milliseconds that a lone transaction waits for company before its block is cut. */
  readonly batchTimeout: number;
  readonly batchSize: BatchSize;
  /** Whether peers listen with TLS. */
  readonly tls: boolean;
  /** Whether every endorsing peer runs a proposal itself. */
  readonly simulateEach: boolean;
}

export const BATCH_SIZE: BatchSize = {
  maxMessageCount: 500,
  absoluteMaxBytes: 10 * 1024 * 1024,
  preferredMaxBytes: 2 * 1024 * 1024,
};

/** The development network: one channel with the product's chaincode. */
export const developmentPlan = (options: {
  readonly chaincode: string;
  readonly batchTimeout: number;
}): NetworkPlan => ({
  channels: [
    {
      name: CHANNEL,
      chaincodes: [{ ...CARETRAIL, address: options.chaincode }],
    },
  ],
  consensus: 'solo',
  batchTimeout: options.batchTimeout,
  batchSize: BATCH_SIZE,
  tls: false,
  simulateEach: false,
});
