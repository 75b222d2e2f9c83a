import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import { common, orderer } from '@hyperledger/fabric-protos';
import { signerOf } from '../msp/access.ts';
import type { Channel } from '../node.ts';

type StatusCode = common.StatusMap[keyof common.StatusMap];

/** Which blocks of which channel a client wants. */
export interface Seek {
  readonly channel: Channel;
  readonly client: ChannelIdentity;
  readonly first: number;
  readonly last: number;
  readonly wait: boolean;
}

/** A seek request older or newer than this is a replay, or a clock that is wrong (peer.authentication.timewindow). */
const TIME_WINDOW = 15 * 60_000;

/** Reads and judges a seek request (common/deliver/deliver.go); a refusal is a status. */
export function readSeek(
  bytes: Uint8Array,
  channels: ReadonlyMap<string, Channel>,
  now: Date,
): Seek | { readonly refused: StatusCode } {
  const refused = (code: StatusCode) => ({ refused: code });
  const { BAD_REQUEST, NOT_FOUND, FORBIDDEN } = common.Status;
  try {
    const envelope = openEnvelope(bytes);
    const { header } = envelope;
    const age = Math.abs(now.getTime() - (header.time?.getTime() ?? 0));
    if (age > TIME_WINDOW) return refused(BAD_REQUEST);
    const channel = channels.get(header.channel);
    if (!channel) return refused(NOT_FOUND);
    const { ledger } = channel;
    const signed = { creator: header.creator, message: envelope.payload, signature: envelope.signature };
    const client = signerOf(signed, ledger.members);
    const readers = ledger.policies.policy('/Channel/Application/Readers');
    if (!client || readers.refusal([client]) !== null) return refused(FORBIDDEN);
    const info = orderer.SeekInfo.deserializeBinary(envelope.data);
    const first = position(info.getStart(), ledger.height);
    const last = position(info.getStop(), ledger.height);
    if (first === null || last === null || last < first) return refused(BAD_REQUEST);
    if (first > ledger.height) return refused(NOT_FOUND);
    const wait = info.getBehavior() === orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY;
    return { channel, client, first, last, wait };
  } catch {
    return refused(BAD_REQUEST);
  }
}

function position(seek: orderer.SeekPosition | undefined, height: number): number | null {
  switch (seek?.getTypeCase()) {
    case orderer.SeekPosition.TypeCase.OLDEST:
      return 0;
    case orderer.SeekPosition.TypeCase.NEWEST:
      return Math.max(0, height - 1);
    case orderer.SeekPosition.TypeCase.SPECIFIED:
      return seek.getSpecified()?.getNumber() ?? 0;
    case orderer.SeekPosition.TypeCase.NEXT_COMMIT:
      return height;
    default:
      return null;
  }
}
