import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds: a request's head, and all of a request. Slow senders hold a socket no longer. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
/** Longer than balancers and hubs keep a connection idle: the side that asks should be the one that closes. */
const KEEP_ALIVE = 75_000;
/** Connections at one time; more wait for the system's own queue. */
const MOST_CONNECTIONS = 2_000;
const DRAIN = 10_000;

export interface ListenerOptions {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; loopback unless said otherwise. */
  readonly host?: string;
  /** Milliseconds between "not ready any more" and the end of listening, for balancers to notice (0). */
  readonly notice?: number;
  /** Milliseconds that running requests are given after that (10,000). */
  readonly drain?: number;
}

export interface Listener {
  /** Origin, without a slash at its end. */
  readonly url: string;
  /** True from the moment that closing was asked for: readiness goes down first. */
  closing(): boolean;
  /**
   * Ends without losing a request: says that it is not ready and asks every client that still comes to connect
   * elsewhere, then stops listening, then lets running requests end.
   */
  close(): Promise<void>;
}

/** An HTTP server that can be taken away under load. */
export async function openListener(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { port, host = '127.0.0.1', notice = 0, drain = DRAIN }: ListenerOptions,
): Promise<Listener> {
  let closing: Promise<void> | null = null;
  const running = new Set<ServerResponse>();
  // Node would drop a second header of some names and leave us the first: joined, they are malformed.
  const server = createServer({ joinDuplicateHeaders: true }, (request, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    if (closing) leave(response);
    handle(request, response);
  });
  server.headersTimeout = HEADERS_TIMEOUT;
  server.requestTimeout = REQUEST_TIMEOUT;
  server.keepAliveTimeout = KEEP_ALIVE;
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no address');

  async function end(): Promise<void> {
    for (const response of running) leave(response);
    await wait(notice);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), drain);
    await closed;
    clearTimeout(late);
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    closing: () => closing !== null,
    close() {
      closing ??= end();
      return closing;
    },
  };
}

/** Tells a client that its connection ends with this answer. */
function leave(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
