import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import { admit } from '../../../subgraphs/chain/devpeer/orderer/admission.ts';
import { OrderingRefused } from '../../../subgraphs/chain/devpeer/orderer/ordering.ts';
import { decodeTransaction } from '../../../subgraphs/chain/ledger/decode/transaction.ts';
import type { Decoder } from '../decoder.ts';
import { mended, payloadOf, SETS } from '../endorsed.ts';
import { openLedgerStand } from '../ledger-stand.ts';

/** The orderer's look at an envelope; what it takes can be shown by every reader of blocks. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { channel, ledger } = stand;
  const rules = { channel: channel.name, absoluteMaxBytes: 10 << 20, ledger };
  const envelope = stand.envelope(SETS);
  const take = (bytes: Uint8Array) => {
    admit(bytes, rules);
    openEnvelope(bytes);
    decodeTransaction(bytes, 0, 0);
  };
  return {
    ...{ shape: 'protobuf', seeds: [payloadOf(envelope)], close: () => stand.close() },
    refuses: (error) => error instanceof OrderingRefused,
    decode(input) {
      take(mended(input, stand) ?? input);
    },
  };
}
