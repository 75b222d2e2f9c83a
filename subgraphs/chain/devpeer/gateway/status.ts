import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import any from 'google-protobuf/google/protobuf/any_pb.js';

/** What one peer or orderer said about a failed call. */
export interface Detail {
  readonly address: string;
  readonly msp: string;
  readonly message: string;
}

/** A gRPC error with its details in `grpc-status-details-bin`, where Fabric's clients look for them. */
export class StatusError extends Error implements ServiceError {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;

  constructor(code: status, text: string, details: readonly Detail[] = []) {
    // What a client sent may stand in it, half a surrogate pair too, which gRPC's library cannot write and dies of.
    const message = text.toWellFormed();
    super(message);
    this.code = code;
    // A Go server's message that ends in a space is lost on its way; the details below keep it.
    this.details = message.endsWith(' ') ? '' : message;
    this.metadata = new Metadata();
    if (details.length > 0) this.metadata.set('grpc-status-details-bin', encode(code, message, details));
  }
}

function encode(code: status, message: string, details: readonly Detail[]): Buffer {
  const rich = new google.rpc.Status();
  rich.setCode(code);
  rich.setMessage(message);
  rich.setDetailsList(
    details.map((detail) => {
      const error = new gateway.ErrorDetail();
      error.setAddress(detail.address);
      error.setMspId(detail.msp);
      error.setMessage(detail.message);
      const packed = new any.Any();
      packed.pack(error.serializeBinary(), 'gateway.ErrorDetail');
      return packed;
    }),
  );
  return Buffer.from(rich.serializeBinary());
}

/** An error as gRPC sends it; what was not foreseen says no more than that. */
export function toStatus(error: unknown): StatusError {
  return error instanceof StatusError ? error : new StatusError(status.INTERNAL, 'the peer failed');
}
