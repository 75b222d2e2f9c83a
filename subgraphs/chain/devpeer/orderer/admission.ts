import { type FabricEnvelope, openEnvelope } from '@caretrail/chain/ledger/fabric';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { refusalOf } from '../msp/access.ts';
import { OrderingRefused } from './ordering.ts';

/** Whether an orderer takes an envelope (orderer/common/msgprocessor): size, channel, the creator's right to write. */
export function admit(
  bytes: Uint8Array,
  rules: { readonly channel: string; readonly absoluteMaxBytes: number; readonly ledger: ChannelLedger },
): FabricEnvelope {
  const { channel, absoluteMaxBytes, ledger } = rules;
  const envelope = read(bytes);
  const { header, payload, signature } = envelope;
  if (header.channel !== channel)
    throw new OrderingRefused('BAD_REQUEST', `channel ${header.channel} does not exist`);
  if (bytes.length > absoluteMaxBytes)
    throw new OrderingRefused(
      'BAD_REQUEST',
      `message payload is ${bytes.length} bytes and exceeds maximum allowed ${absoluteMaxBytes} bytes`,
    );
  const refusal = refusalOf(
    { creator: header.creator, message: payload, signature },
    '/Channel/Writers',
    ledger,
  );
  if (refusal !== null) throw new OrderingRefused('FORBIDDEN', `${refusal}: permission denied`);
  return envelope;
}

function read(bytes: Uint8Array): FabricEnvelope {
  try {
    return openEnvelope(bytes);
  } catch (error) {
    const missing = error instanceof Error && error.message === 'header is missing';
    throw new OrderingRefused(
      'BAD_REQUEST',
      missing ? 'could not determine channel ID: header not set' : 'the envelope cannot be read',
    );
  }
}
