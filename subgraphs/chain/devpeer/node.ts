import type { Endorser } from './endorser/endorser.ts';
import type { ChannelLedger } from './ledger/channel-ledger.ts';
import type { SigningIdentity } from './msp/signing-identity.ts';
import type { Ordering } from './orderer/ordering.ts';

/** The release of Fabric whose answers are given, where they differ. */
export type Release = '2.5' | '3.1';

/** A peer of one organization: its own key, address and chaincodes over the process's channels. */
export interface PeerNode {
  readonly identity: SigningIdentity;
  /** `host:port`. */
  readonly address: string;
  /** Names of the chaincodes it has and may be asked to endorse with. */
  readonly chaincodes: ReadonlySet<string>;
}

export interface Channel {
  readonly name: string;
  readonly ledger: ChannelLedger;
  readonly orderer: Ordering;
}

/** What the services of every peer share. */
export interface Network {
  readonly release: Release;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly nodes: readonly PeerNode[];
  readonly endorser: Endorser;
  /**
   * Whether every endorsing peer runs a proposal itself, as on a real network, so that a contract whose result varies
   * shows. Else one run serves all peers that hold the same data.
   */
  readonly simulateEach: boolean;
  /** The time, against which requests to deliver are judged. */
  now(): Date;
}
