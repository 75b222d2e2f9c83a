import { connect, hash } from '@hyperledger/fabric-gateway';
import { signerOf } from '../membership/index.ts';
import { blockStream } from './client/block-stream.ts';
import { DEFAULT_DEADLINES, type Deadlines } from './client/deadlines.ts';
import { chainHeight } from './client/height.ts';
import { lookUpTransaction } from './client/look-up.ts';
import { gatewayClient } from './client/peer-client.ts';
import { ReceiptCollector } from './client/receipts.ts';
import { Transactor } from './client/transact.ts';
import { LedgerError } from './error.ts';
import type { Ledger, LedgerIdentity } from './ledger.ts';
import type { LedgerProfile } from './profile.ts';
import { trustOfProfile } from './verify/trust.ts';

/**
 * Connects an identity to a Fabric network, through the gateway of its own organization's peer where there is one.
 * Nothing is sent until the first call; a network that is down shows there.
 *
 * @example
 * const ledger = connectLedger(readProfile(file), memberIdentity(home, 'lakeside'));
 * const prepared = await ledger.prepare('anchor:submit', [argument]);
 * await store(prepared);
 * await ledger.send(prepared);
 * const status = await ledger.status(prepared.transactionId, 5_000);
 */
export function connectLedger(
  profile: LedgerProfile,
  identity: LedgerIdentity,
  deadlines: Partial<Deadlines> = {},
): Ledger {
  const node = profile.peers.find(({ msp }) => msp === identity.msp) ?? profile.peers[0];
  if (!node) throw new LedgerError('UNAVAILABLE', 'the ledger profile names no peer');
  const allowed = { ...DEFAULT_DEADLINES, ...deadlines };
  const sign = signerOf(identity.privateKey);
  const client = gatewayClient(node);
  const gateway = connect({
    client,
    identity: { mspId: identity.msp, credentials: Buffer.from(identity.certificate) },
    hash: hash.none, // the signer hashes: Node's own ECDSA takes the message
    signer: (message) => Promise.resolve(sign(message)),
  });
  const trust = trustOfProfile(profile);
  const closing = new AbortController();
  const transactor = new Transactor(gateway, profile, identity, sign, allowed);
  const receipts = new ReceiptCollector(profile, trust, identity, sign, allowed.receipt);
  return {
    profile,
    identity,
    prepare: (name, args) => transactor.prepare(name, args),
    send: (prepared) => transactor.send(prepared),
    status: (transactionId, milliseconds) => transactor.status(transactionId, milliseconds),
    lookUp: (transactionId) => lookUpTransaction(gateway, profile.channel, transactionId, allowed.evaluate),
    evaluate: (name, args) => transactor.evaluate(name, args),
    height: (within) => chainHeight(gateway, profile.channel, within),
    blocks: ({ signal, ...position }) =>
      blockStream(gateway, profile, trust, allowed.silence, {
        ...position,
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    receipts: (transactionId) => receipts.collect(transactionId),
    close() {
      closing.abort();
      gateway.close();
      receipts.close();
      client.close();
    },
  };
}
