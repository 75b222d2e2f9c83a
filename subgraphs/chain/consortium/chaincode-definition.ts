import { CHAINCODE, ENDORSING_MSPS } from './consortium.ts';

/** A private data collection, in the words of Fabric's `collections.json`. */
export interface CollectionDefinition {
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

/** What the organizations of a channel agree on about a chaincode. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  /** Who must endorse, as Fabric's command line takes it. */
  readonly policy: string;
  /** Organizations whose peers have it. */
  readonly msps: readonly string[];
  readonly collections: readonly CollectionDefinition[];
}

/** The product's chaincode: peers of hospital and payer endorse, both. */
export const CARETRAIL: ChaincodeDefinition = {
  ...CHAINCODE,
  policy: `AND(${ENDORSING_MSPS.map((msp) => `'${msp}.peer'`).join(', ')})`,
  msps: ENDORSING_MSPS,
  collections: [],
};
