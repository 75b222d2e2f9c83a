import { signerOf } from '../membership/index.ts';
import { blockStream } from './client/block-stream.ts';
import { DEFAULT_DEADLINES, type Deadlines } from './client/deadlines.ts';
import { chainHeight } from './client/height.ts';
import { lookUpTransaction } from './client/look-up.ts';
import { OwnPeers } from './client/own-peers.ts';
import { ReceiptCollector } from './client/receipts.ts';
import { Transactor } from './client/transact.ts';
import type { Ledger, LedgerIdentity } from './ledger.ts';
import type { LedgerProfile } from './profile.ts';
import { trustOfProfile } from './verify/trust.ts';

/**
 * Connects an identity to a Fabric network, through the gateways of its own organization's peers where there are some:
 * when one is away the next is asked. Nothing is sent until the first call; a network that is down shows there.
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
  const allowed = { ...DEFAULT_DEADLINES, ...deadlines };
  const sign = signerOf(identity.privateKey);
  const own = profile.peers.filter(({ msp }) => msp === identity.msp);
  const peers = new OwnPeers(own.length > 0 ? own : profile.peers, identity, sign);
  const trust = trustOfProfile(profile);
  const closing = new AbortController();
  const transactor = new Transactor(peers, profile, identity, sign, allowed);
  const receipts = new ReceiptCollector(profile, trust, identity, sign, allowed.receipt);
  return {
    profile,
    identity,
    prepare: (name, args) => transactor.prepare(name, args),
    send: (prepared) => transactor.send(prepared),
    status: (transactionId, milliseconds) => transactor.status(transactionId, milliseconds),
    lookUp: (transactionId) =>
      peers.ask((gateway) => lookUpTransaction(gateway, profile.channel, transactionId, allowed.evaluate)),
    evaluate: (name, args) => transactor.evaluate(name, args),
    height: (within) => peers.ask((gateway) => chainHeight(gateway, profile.channel, within)),
    blocks: ({ signal, ...position }) =>
      blockStream(peers, profile, trust, allowed.silence, {
        ...position,
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    receipts: (transactionId) => receipts.collect(transactionId),
    close() {
      closing.abort();
      peers.close();
      receipts.close();
    },
  };
}
