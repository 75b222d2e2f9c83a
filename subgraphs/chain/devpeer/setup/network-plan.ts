import type { BatchSize } from '../orderer/block-cutter.ts';
import type { Ordering } from '../orderer/ordering.ts';
import { CHAINCODE, CHANNEL, ENDORSING_MSPS } from './consortium.ts';

/** A private data collection, in the words of Fabric's `collections.json`. */
export interface CollectionPlan {
  readonly name: string;
  /** Whose peers hold the values, such as `OR('HospitalMSP.member','PayerMSP.member')`. */
  readonly policy: string;
  readonly requiredPeerCount?: number;
  readonly maxPeerCount?: number;
  /** Blocks; 0 for ever. */
  readonly blockToLive?: number;
  readonly memberOnlyRead?: boolean;
  readonly memberOnlyWrite?: boolean;
  /** Stands in for the chaincode's policy when the collection is written. */
  readonly endorsementPolicy?: string;
}

/** A chaincode that is defined on a channel. */
export interface ChaincodePlan {
  readonly name: string;
  readonly version: string;
  /** `host:port` of its server; it may come up later. */
  readonly address: string;
  /** Who must endorse, as Fabric's command line takes it. */
  readonly policy: string;
  /** Organizations whose peers have it. */
  readonly msps: readonly string[];
  readonly collections: readonly CollectionPlan[];
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
      chaincodes: [
        {
          ...CHAINCODE,
          address: options.chaincode,
          policy: `AND(${ENDORSING_MSPS.map((msp) => `'${msp}.peer'`).join(', ')})`,
          msps: ENDORSING_MSPS,
          collections: [],
        },
      ],
    },
  ],
  consensus: 'solo',
  batchTimeout: options.batchTimeout,
  batchSize: BATCH_SIZE,
  tls: false,
  simulateEach: false,
});
