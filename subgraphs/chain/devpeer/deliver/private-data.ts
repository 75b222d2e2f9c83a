import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { type common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { collectionOf } from '../ledger/lifecycle/collection.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import { encodePrivateSets, type PrivateSet } from '../ledger/rwset/private-set.ts';
import { isSatisfied } from '../msp/signature-policy.ts';
import type { PeerNode } from '../node.ts';

/** A block with the private values that both the peer holds and the client may see (core/peer/pvtdata_delivery). */
export function blockAndPrivateData(
  block: common.Block,
  ledger: ChannelLedger,
  node: PeerNode,
  client: ChannelIdentity,
): peer.BlockAndPrivateData {
  const message = new peer.BlockAndPrivateData();
  message.setBlock(block);
  const own = ledger.members.identify(node.identity.serialized, null);
  const map = message.getPrivateDataMapMap();
  for (const [transaction, sets] of ledger.privateSets(block.getHeader()?.getNumber() ?? 0)) {
    const visible = sets.filter((set) => own && isMember(set, ledger, own) && isMember(set, ledger, client));
    if (visible.length > 0) map.set(transaction, encodePrivateSets(visible));
  }
  return message;
}

function isMember(
  { namespace, collection }: PrivateSet,
  { state }: ChannelLedger,
  identity: ChannelIdentity,
): boolean {
  const declared = definitionOf(committed(state), namespace)?.collections ?? [];
  const config = collectionOf(declared, collection);
  return config !== null && isSatisfied(config.members, [identity]);
}
