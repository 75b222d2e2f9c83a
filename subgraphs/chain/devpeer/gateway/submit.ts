import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { Channel } from '../node.ts';
import { OrderingRefused } from '../orderer/orderer.ts';
import { StatusError } from './status.ts';

/** Hands a signed transaction to the orderer (internal/pkg/gateway/submit.go); success promises nothing yet. */
export function submit(request: gateway.SubmitRequest, channel: Channel): gateway.SubmitResponse {
  const envelope = request.getPreparedTransaction();
  if (!envelope) throw new StatusError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  if (envelope.getSignature_asU8().length === 0)
    throw new StatusError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  try {
    channel.orderer.submit(envelope.serializeBinary());
    return new gateway.SubmitResponse();
  } catch (error) {
    if (!(error instanceof OrderingRefused)) throw error;
    const unavailable = error.status === 'SERVICE_UNAVAILABLE';
    throw new StatusError(
      unavailable ? status.UNAVAILABLE : status.ABORTED,
      `received unsuccessful response from orderer: status=${error.status}, info=${error.message}`,
    );
  }
}
