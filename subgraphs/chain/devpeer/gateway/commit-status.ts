import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { TransactionPlace } from '../ledger/channel-ledger.ts';
import { authorize, policyDenied } from '../msp/policy.ts';
import type { Channel } from '../node.ts';
import { StatusError } from './status.ts';

/** Waits until a transaction is in a block (internal/pkg/gateway/commitstatus.go); for ever, unless the caller leaves. */
export async function commitStatus(
  signed: gateway.SignedCommitStatusRequest,
  channel: Channel,
  left: AbortSignal,
): Promise<gateway.CommitStatusResponse> {
  const bytes = signed.getRequest_asU8();
  if (bytes.length === 0)
    throw new StatusError(status.INVALID_ARGUMENT, 'a commit status request is required');
  const request = gateway.CommitStatusRequest.deserializeBinary(bytes);
  checkReader(request, bytes, signed.getSignature_asU8(), channel);
  const place = await placeOf(request.getTransactionId(), channel, left);
  const answer = new gateway.CommitStatusResponse();
  answer.setResult(place.code);
  answer.setBlockNumber(place.block);
  return answer;
}

/** Readers of the channel may ask, members of no channel may not. */
export function checkReader(
  request: { getChannelId(): string; getIdentity_asU8(): Uint8Array },
  message: Uint8Array,
  signature: Uint8Array,
  channel: Channel,
): void {
  if (request.getChannelId() !== channel.name)
    throw new StatusError(
      status.PERMISSION_DENIED,
      `Failed to get policy manager for channel [${request.getChannelId()}]`,
    );
  const creator = request.getIdentity_asU8();
  if (!authorize({ creator, message, signature }, channel.ledger.trust.members, 'Readers'))
    throw new StatusError(status.PERMISSION_DENIED, policyDenied(channel.name, 'Readers'));
}

function placeOf(id: string, { ledger }: Channel, left: AbortSignal): Promise<TransactionPlace> {
  const known = ledger.place(id);
  if (known) return Promise.resolve(known);
  return new Promise((resolve, reject) => {
    const stop = ledger.onBlock(() => {
      const place = ledger.place(id);
      if (!place) return;
      stop();
      resolve(place);
    });
    left.addEventListener('abort', () => {
      stop();
      reject(new StatusError(status.CANCELLED, 'context canceled'));
    });
  });
}
