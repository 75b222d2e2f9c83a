import type { Endorser } from './endorser/endorser.ts';
import type { ChannelLedger } from './ledger/channel-ledger.ts';
import type { SigningIdentity } from './msp/signing-identity.ts';
import type { Orderer } from './orderer/orderer.ts';

/** A peer of one organization: its own key and address over the process's one channel. */
export interface PeerNode {
  readonly identity: SigningIdentity;
  /** `host:port`. */
  readonly address: string;
}

/** What the services of every peer share. */
export interface Channel {
  readonly name: string;
  readonly ledger: ChannelLedger;
  readonly endorser: Endorser;
  readonly orderer: Orderer;
  /** Peers that have the chaincode and may be asked to endorse, by MSP. */
  readonly endorsers: ReadonlyMap<string, PeerNode>;
}
