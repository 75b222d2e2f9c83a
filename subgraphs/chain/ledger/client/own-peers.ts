import type { Client } from '@grpc/grpc-js';
import { connect, type Gateway, hash } from '@hyperledger/fabric-gateway';
import { LedgerError } from '../error.ts';
import type { LedgerIdentity } from '../ledger.ts';
import type { LedgerPeer } from '../profile.ts';
import { ledgerError } from './errors.ts';
import { gatewayClient } from './peer-client.ts';

interface OpenPeer {
  readonly client: Client;
  readonly gateway: Gateway;
}

/**
 * The gateways of an identity's own peers. One is asked until it fails: a peer may be behind another, and who has read
 * something once should not read what was before it. Which one is first is left to chance, so that many clients share
 * the peers.
 */
export class OwnPeers {
  readonly #peers: readonly OpenPeer[];
  #at: number;

  constructor(
    nodes: readonly LedgerPeer[],
    identity: LedgerIdentity,
    sign: (message: Uint8Array) => Uint8Array,
    random: () => number = Math.random,
  ) {
    if (nodes.length === 0) throw new LedgerError('UNAVAILABLE', 'the ledger profile names no peer');
    this.#peers = nodes.map((node) => {
      const client = gatewayClient(node);
      const gateway = connect({
        client,
        identity: { mspId: identity.msp, credentials: Buffer.from(identity.certificate) },
        hash: hash.none, // the signer hashes: Node's own ECDSA takes the message
        signer: (message) => Promise.resolve(sign(message)),
      });
      return { client, gateway };
    });
    this.#at = Math.floor(random() * nodes.length);
  }

  /** Of the peer that is asked now. */
  get gateway(): Gateway {
    const peer = this.#peers[this.#at];
    if (!peer) throw new RangeError('there is no such peer');
    return peer.gateway;
  }

  /** Asks the next peer from now on, unless another call has turned from this one already. */
  turnFrom(gateway: Gateway): void {
    if (gateway === this.gateway) this.#at = (this.#at + 1) % this.#peers.length;
  }

  /** Asks one peer, and the others in turn while those asked are `UNAVAILABLE`; rejects with a {@link LedgerError}. */
  async ask<Answer>(call: (gateway: Gateway) => Promise<Answer>): Promise<Answer> {
    for (let asked = 1; ; asked += 1) {
      const { gateway } = this;
      try {
        return await call(gateway);
      } catch (error) {
        const failure = ledgerError(error);
        const away = failure.code === 'UNAVAILABLE';
        if (away || failure.code === 'TIMEOUT') this.turnFrom(gateway);
        if (!away || asked >= this.#peers.length) throw failure;
      }
    }
  }

  close(): void {
    for (const { gateway, client } of this.#peers) {
      gateway.close();
      client.close();
    }
  }
}
