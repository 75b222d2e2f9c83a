import { parseIdentity } from '@caretrail/chain/ledger/fabric';
import type { Decoder } from '../decoder.ts';
import { openLedgerStand } from '../ledger-stand.ts';

/** Who is said to have signed: some member of the channel, or none. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { members } = stand.ledger;
  await stand.close();
  return {
    shape: 'protobuf',
    seeds: [stand.administrator.serialized, ...stand.peers.map(({ serialized }) => serialized)],
    refuses: () => false,
    decode(input) {
      const identity = members.identify(input, new Date());
      if (identity) parseIdentity(input);
    },
  };
}
