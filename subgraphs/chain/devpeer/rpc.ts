import { type handleUnaryCall, type ServerUnaryCall, type ServiceDefinition, status } from '@grpc/grpc-js';
import { StatusError, toStatus } from './gateway/status.ts';

/** Follows the caller: aborted when it hangs up or its deadline passes. */
export function departure(call: { on(event: 'cancelled', listener: () => void): unknown }): AbortSignal {
  const left = new AbortController();
  call.on('cancelled', () => left.abort());
  return left.signal;
}

export function unary<Request, Response>(
  answer: (request: Request, call: ServerUnaryCall<Request, Response>) => Promise<Response> | Response,
  log: (error: unknown) => void,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(readable(call.request), call))
      .then(
        (response) => callback(null, response),
        (error: unknown) => {
          if (!(error instanceof StatusError)) log(error);
          callback(toStatus(error));
        },
      );
  };
}

/** Stands for a message that could not be read, with the words of a Go server for it. */
class Unreadable {
  readonly error: StatusError;

  constructor(words: string) {
    this.error = new StatusError(status.INTERNAL, `${words}: proto: cannot parse invalid wire-format data`);
  }
}

/** Passes a message on, or throws what a Go server would answer to one that cannot be read. */
export function readable<Message>(message: Message): Message {
  if (message instanceof Unreadable) throw message.error;
  return message;
}

/** The service with messages that cannot be read left to {@link readable}: the library would answer in other words. */
export function readingAs<Service extends ServiceDefinition>(service: Service, words: string): Service {
  const read = (deserialize: (bytes: Buffer) => unknown) => (bytes: Buffer) => {
    try {
      return deserialize(bytes);
    } catch {
      return new Unreadable(words);
    }
  };
  const copy = { ...service };
  for (const [name, method] of Object.entries(service))
    Object.assign(copy, { [name]: { ...method, requestDeserialize: read(method.requestDeserialize) } });
  return copy;
}
