import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { Channel, Network } from '../node.ts';
import { OrderingRefused, quorumOf } from '../orderer/ordering.ts';
import { StatusError } from './status.ts';

/** Hands a signed transaction to the orderer (internal/pkg/gateway/submit.go); success promises nothing yet. */
export function submit(request: gateway.SubmitRequest, { channels }: Network): gateway.SubmitResponse {
  const envelope = request.getPreparedTransaction();
  if (!envelope) throw new StatusError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  if (envelope.getSignature_asU8().length === 0)
    throw new StatusError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  const name = request.getChannelId();
  const channel = channels.get(name);
  if (!channel)
    throw new StatusError(status.FAILED_PRECONDITION, `failed to get config for channel [${name}]`);
  try {
    channel.orderer.submit(envelope.serializeBinary());
    return new gateway.SubmitResponse();
  } catch (error) {
    if (!(error instanceof OrderingRefused)) throw error;
    return refused(error, channel);
  }
}

/** One orderer's refusal is final but for lack of room; of a cluster so many are shown that no quorum is left. */
function refused({ status: code, message }: OrderingRefused, { orderer }: Channel): gateway.SubmitResponse {
  const text = `received unsuccessful response from orderer: status=${code}, info=${message}`;
  if (orderer.consensus === 'BFT') {
    if (message === 'failed to submit request: request already exists') return new gateway.SubmitResponse();
    const failures = orderer.addresses.length - quorumOf(orderer.addresses.length) + 1;
    throw new StatusError(
      status.UNAVAILABLE,
      'insufficient number of orderers could successfully process transaction to satisfy quorum requirement',
      orderer.addresses.slice(0, failures).map((address) => ({ address, msp: orderer.msp, message: text })),
    );
  }
  if (code === 'SERVICE_UNAVAILABLE')
    throw new StatusError(status.UNAVAILABLE, 'no orderers could successfully process transaction');
  throw new StatusError(status.ABORTED, text);
}
