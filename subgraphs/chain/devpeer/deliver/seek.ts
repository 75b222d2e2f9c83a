import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import { common, orderer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { authorize } from '../msp/policy.ts';

/** Which blocks a client wants, or the status that refuses it. */
export type Seek =
  | { readonly first: number; readonly last: number; readonly wait: boolean }
  | { readonly refused: common.StatusMap[keyof common.StatusMap] };

/** A seek request older or newer than this is a replay, or a clock that is wrong (peer.authentication.timewindow). */
const TIME_WINDOW = 15 * 60_000;

/** Reads and judges a seek request (common/deliver/deliver.go). */
export function readSeek(bytes: Uint8Array, channel: string, ledger: ChannelLedger, now: Date): Seek {
  const refused = (code: common.StatusMap[keyof common.StatusMap]): Seek => ({ refused: code });
  const { BAD_REQUEST, NOT_FOUND, FORBIDDEN } = common.Status;
  try {
    const envelope = openEnvelope(bytes);
    const { header } = envelope;
    const age = Math.abs(now.getTime() - (header.time?.getTime() ?? 0));
    if (age > TIME_WINDOW) return refused(BAD_REQUEST);
    if (header.channel !== channel) return refused(NOT_FOUND);
    const signed = { creator: header.creator, message: envelope.payload, signature: envelope.signature };
    if (!authorize(signed, ledger.trust.members, 'Readers')) return refused(FORBIDDEN);
    const info = orderer.SeekInfo.deserializeBinary(envelope.data);
    const first = position(info.getStart(), ledger.height);
    const last = position(info.getStop(), ledger.height);
    if (first === null || last === null || last < first) return refused(BAD_REQUEST);
    if (first > ledger.height) return refused(NOT_FOUND);
    return { first, last, wait: info.getBehavior() === orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY };
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
