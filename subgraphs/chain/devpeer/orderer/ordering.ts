/** The orderer's answer to an envelope that it does not take. */
export class OrderingRefused extends Error {
  readonly status: 'FORBIDDEN' | 'BAD_REQUEST' | 'SERVICE_UNAVAILABLE';

  constructor(status: OrderingRefused['status'], info: string) {
    super(info);
    this.status = status;
  }
}

/** Where a gateway hands envelopes in. */
export interface Ordering {
  /** How many orderers a gateway asks: one of any (Raft), or all of them (BFT). */
  readonly consensus: 'solo' | 'BFT';
  /** Organization of the orderers. */
  readonly msp: string;
  /** Orderers by `host:port`, as error details name them. */
  readonly addresses: readonly string[];
  /** Takes an envelope, or throws {@link OrderingRefused}; as with Raft success is no promise. */
  submit(envelope: Uint8Array): void;
}

/** How many orderers of a BFT cluster must agree: any two such groups share an honest one (smartbft). */
export function quorumOf(orderers: number): number {
  const faulty = Math.floor((orderers - 1) / 3);
  return Math.ceil((orderers + faulty + 1) / 2);
}
