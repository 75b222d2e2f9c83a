import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDORSING_MSPS, type Member, RECEIPTS_REQUIRED } from '@caretrail/chain/consortium';
import { type LedgerProfile, parseProfile } from '@caretrail/chain/ledger';
import { blockHash } from '@caretrail/chain/ledger/fabric';
import { trustOfConfigBlock } from '@caretrail/chain/ledger/verify';
import { common } from '@hyperledger/fabric-protos';
import { firstBlockOf } from './channels.ts';
import { type Layout, type PeerLayout, peerKeys } from './layout.ts';
import type { NetworkPlan } from './plan.ts';

const peerOf = (node: PeerLayout) => ({
  ...{ msp: node.msp, name: node.name, endpoint: `127.0.0.1:${node.port}` },
  tls: {
    authority: readFileSync(join(peerKeys(node), 'tls', 'ca.crt'), 'utf8'),
    serverName: node.name,
  },
});

/** What clients are told about the first channel; most of it stands in the channel's first block. */
export function profileOf(
  layout: Layout,
  { channels }: NetworkPlan,
  members: readonly Member[],
): LedgerProfile {
  const [main] = channels;
  const block = common.Block.deserializeBinary(readFileSync(firstBlockOf(layout, main?.name ?? '')));
  const { channel, msps, consenters, blockSignatures } = trustOfConfigBlock(block);
  const genesis = blockHash({
    number: 0,
    previousHash: new Uint8Array(),
    dataHash: block.getHeader()?.getDataHash_asU8() ?? new Uint8Array(),
  });
  return parseProfile({
    ...{ format: 1, development: false, channel, genesis: genesis.toString('hex') },
    ...{ chaincode: main?.chaincodes[0]?.name, msps, consenters, blockSignatures },
    peers: layout.peers.map(peerOf),
    endorsement: { required: ENDORSING_MSPS.length, msps: ENDORSING_MSPS },
    receipts: { required: RECEIPTS_REQUIRED, msps: layout.peers.map(({ msp }) => msp) },
    organizations: members.map(({ id, msp }) => ({ id, msp, attribute: id })),
  });
}
