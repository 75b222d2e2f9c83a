import type { LedgerIdentity, LedgerProfile } from '@caretrail/chain/ledger';
import { signerOf } from '@caretrail/chain/membership';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, type Gateway, hash } from '@hyperledger/fabric-gateway';

/** Gateways of identities, as any client of Fabric opens them; closed together. */
export class FeatureClients {
  readonly #open: { close(): void }[] = [];

  /** At the peer of the identity's own organization. */
  gateway({ peers }: LedgerProfile, identity: LedgerIdentity): Gateway {
    const node = peers.find((peer) => peer.msp === identity.msp);
    const sign = signerOf(identity.privateKey);
    const security = node?.tls
      ? credentials.createSsl(Buffer.from(node.tls.authority))
      : credentials.createInsecure();
    const name = node?.tls?.serverName;
    const client = new Client(
      node?.endpoint ?? '',
      security,
      name ? { 'grpc.ssl_target_name_override': name } : {},
    );
    const gateway = connect({
      client,
      identity: { mspId: identity.msp, credentials: Buffer.from(identity.certificate) },
      hash: hash.none,
      signer: (message) => Promise.resolve(sign(message)),
    });
    this.#open.push(gateway, client);
    return gateway;
  }

  close(): void {
    for (const open of this.#open.splice(0)) open.close();
  }
}
