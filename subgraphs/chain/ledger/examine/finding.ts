/**
 * What keeps a network from being used, as a name:
 * - `ADDRESS` nobody answers there; `TLS_AUTHORITY`, `TLS_NAME`, `TLS_EXPIRED`, `TLS` what the peer shows is not trusted;
 * - `KEY` the key is not the certificate's; `AUTHORITY` no authority of the member's MSP issued it; `EXPIRED`; `ATTRIBUTE` it
 *   speaks for another member; `ACCESS` the channel's policies do not let it in;
 * - `CHANNEL` the peer has none of this name; `LEDGER` it is another one than the profile's;
 * - `CHAINCODE` it is not defined there; `ENDORSEMENT` its policy cannot be satisfied now; `POLICY` it asks for others than
 *   the profile does; `UNREGISTERED` the chaincode does not know the member; `UNANSWERED` anything else.
 */
export type NetworkFault =
  | 'ADDRESS'
  | 'TLS_AUTHORITY'
  | 'TLS_NAME'
  | 'TLS_EXPIRED'
  | 'TLS'
  | 'KEY'
  | 'AUTHORITY'
  | 'EXPIRED'
  | 'ATTRIBUTE'
  | 'ACCESS'
  | 'CHANNEL'
  | 'LEDGER'
  | 'CHAINCODE'
  | 'ENDORSEMENT'
  | 'POLICY'
  | 'UNREGISTERED'
  | 'UNANSWERED';

/** One thing looked at: a peer, or a member whose key is here. */
export interface NetworkFinding {
  readonly kind: 'peer' | 'member';
  /** Name in the profile. */
  readonly name: string;
  /** Null where all is well. */
  readonly fault: NetworkFault | null;
  /** Instant at which its certificate ends; null where it was not read. */
  readonly until: Date | null;
  /** What Fabric, the system or the profile said beside it; empty where the fault says all. */
  readonly detail: string;
}
