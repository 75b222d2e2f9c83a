import { type Client, type ClientReadableStream, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';

/** What a server did with a recorded request. */
export interface Answer {
  /** Null while a stream is still open. */
  readonly code: number | null;
  readonly message: string;
  readonly details: readonly { readonly mspId: string; readonly message: string }[];
  readonly responses: readonly Buffer[];
}

const same = (bytes: Buffer): Buffer => bytes;

/** Sends the bytes of a request as they were recorded. */
export function callUnary(
  client: Client,
  rpc: string,
  request: Buffer,
  milliseconds: number,
): Promise<Answer> {
  return new Promise((resolve) => {
    const deadline = Date.now() + milliseconds;
    client.makeUnaryRequest(rpc, same, same, request, new Metadata(), { deadline }, (error, response) => {
      if (error) resolve(failure(error, []));
      else resolve({ code: status.OK, message: '', details: [], responses: response ? [response] : [] });
    });
  });
}

/** Opens a stream and listens until it ends, or nothing has come for the given time after what is expected came. */
export function callStream(
  client: Client,
  rpc: string,
  request: Buffer,
  expected: number,
  milliseconds: number,
): Promise<Answer> {
  return new Promise((resolve) => {
    const stream = open(client, rpc, request);
    const responses: Buffer[] = [];
    const leave = () => {
      resolve({ code: null, message: '', details: [], responses });
      stream.cancel();
    };
    let timer = setTimeout(leave, expected > 0 ? 5_000 : milliseconds);
    stream.on('data', (bytes: Buffer) => {
      responses.push(bytes);
      if (responses.length < expected) return;
      clearTimeout(timer);
      timer = setTimeout(leave, milliseconds);
    });
    stream.on('error', (error: ServiceError) => {
      clearTimeout(timer);
      resolve(failure(error, responses));
    });
  });
}

function open(client: Client, rpc: string, request: Buffer): ClientReadableStream<Buffer> {
  if (!rpc.startsWith('/protos.Deliver/'))
    return client.makeServerStreamRequest(rpc, same, same, request, new Metadata(), {});
  const stream = client.makeBidiStreamRequest(rpc, same, same, new Metadata(), {});
  stream.write(request);
  return stream;
}

function failure(error: ServiceError, responses: readonly Buffer[]): Answer {
  const [rich] = error.metadata?.get('grpc-status-details-bin') ?? [];
  const details = rich
    ? google.rpc.Status.deserializeBinary(Buffer.from(rich))
        .getDetailsList()
        .map((detail) => gateway.ErrorDetail.deserializeBinary(detail.getValue_asU8()))
        .map((detail) => ({ mspId: detail.getMspId(), message: detail.getMessage() }))
    : [];
  return { code: error.code, message: error.details, details, responses };
}
