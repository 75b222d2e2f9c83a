import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { TransactionPlace } from '../ledger/transaction-index.ts';
import { policyDenied, refusalOf } from '../msp/access.ts';
import type { Channel, Network } from '../node.ts';
import { StatusError } from './status.ts';

/** Waits until a transaction is in a block (internal/pkg/gateway/commitstatus.go); for ever, unless the caller leaves. */
export async function commitStatus(
  signed: gateway.SignedCommitStatusRequest,
  network: Network,
  left: AbortSignal,
): Promise<gateway.CommitStatusResponse> {
  const bytes = signed.getRequest_asU8();
  if (bytes.length === 0)
    throw new StatusError(status.INVALID_ARGUMENT, 'a commit status request is required');
  const request = readRequest('status', () => gateway.CommitStatusRequest.deserializeBinary(bytes));
  if (request.getTransactionId() === '' && network.release === '3.1')
    throw new StatusError(status.INVALID_ARGUMENT, 'transaction ID should not be empty');
  const channel = channelOfReader(request, bytes, signed.getSignature_asU8(), network);
  const place = await placeOf(request.getTransactionId(), channel, left);
  const answer = new gateway.CommitStatusResponse();
  answer.setResult(place.code);
  answer.setBlockNumber(place.block);
  return answer;
}

/** A signed request's content, or Fabric's refusal of what cannot be read. */
export function readRequest<Request>(name: string, read: () => Request): Request {
  try {
    return read();
  } catch {
    const reason = 'proto: cannot parse invalid wire-format data';
    throw new StatusError(status.INVALID_ARGUMENT, `invalid ${name} request: ${reason}`);
  }
}

/** The channel that a request names: its readers may ask, members of no channel may not. */
export function channelOfReader(
  request: { getChannelId(): string; getIdentity_asU8(): Uint8Array },
  message: Uint8Array,
  signature: Uint8Array,
  { channels }: Network,
): Channel {
  const name = request.getChannelId();
  const channel = channels.get(name);
  const denied = (text: string) => new StatusError(status.PERMISSION_DENIED, text);
  if (!channel) throw denied(`Failed to get policy manager for channel [${name}]`);
  const signed = { creator: request.getIdentity_asU8(), message, signature };
  const refusal = refusalOf(signed, '/Channel/Application/Readers', channel.ledger);
  if (refusal !== null) throw denied(policyDenied(name, 'Readers', refusal));
  return channel;
}

function placeOf(id: string, { ledger }: Channel, left: AbortSignal): Promise<TransactionPlace> {
  const known = ledger.place(id);
  if (known) return Promise.resolve(known);
  const canceled = () => new StatusError(status.CANCELLED, 'context canceled');
  if (left.aborted) return Promise.reject(canceled());
  return new Promise((resolve, reject) => {
    const stop = ledger.onBlock(() => {
      const place = ledger.place(id);
      if (!place) return;
      stop();
      resolve(place);
    });
    left.addEventListener('abort', () => {
      stop();
      reject(canceled());
    });
  });
}
