import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Subgraph } from '../../subgraph/subgraph.ts';
import { CONTEXT_HEADER, digestOf } from '../context/signed-context.ts';
import type { UsedContexts } from '../context/used-contexts.ts';
import { ContextRefused, contextVerifier } from '../context/verify-context.ts';
import { deadlineFor } from './deadline.ts';
import { documentReader } from './documents.ts';
import { type Listener, type ListenerOptions, openListener } from './listener.ts';
import { type Fetch, MOST_BODY, NoFetch, parseFetch, readBytes } from './read-fetch.ts';

/** Header of every answer: {@link digestOf} of the SDL that the subgraph serves. */
export const SCHEMA_HEADER = 'caretrail-schema';

/** Milliseconds that a fetch may take, whatever the hub is ready to wait. */
const DEADLINE = 30_000;

export interface ServeOptions extends ListenerOptions {
  /** Closed by whoever made it. */
  readonly subgraph: Subgraph;
  /** Finds the hub's public keys. */
  readonly keys: JWTVerifyGetKey;
  readonly used: UsedContexts;
  /** Whether the database answers; asked by `GET /healthz/ready`. */
  readonly ready: () => Promise<boolean>;
  readonly logger: Logger;
}

function send(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-length': body.length,
  });
  response.end(body);
}

const failure = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

/**
 * Serves a subgraph to hubs over HTTP, and to nobody else: without a context that a hub signed for this very request
 * everything is 401, the schema included. One transaction a fetch, its access event durable before the reply.
 */
export async function serveSubgraph(options: ServeOptions): Promise<Listener> {
  const { subgraph, logger } = options;
  const schema = digestOf(subgraph.sdl);
  const verify = contextVerifier({ ...options, subgraph: subgraph.name });
  const documentOf = documentReader();

  async function health(response: ServerResponse, path: string): Promise<void> {
    if (path === '/healthz/live') return send(response, 200, { status: 'live' });
    const ready = !listener.closing() && (await options.ready().catch(() => false));
    send(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
  }

  async function run(fetch: Fetch, caller: Parameters<Subgraph['open']>[0], response: ServerResponse) {
    const { request: id, operation } = fetch.extensions;
    const document = documentOf(fetch.query);
    const deadline = deadlineFor(response, DEADLINE);
    const request = subgraph.open(caller, { id, operation, signal: deadline.signal });
    try {
      const result = await request.execute(document, fetch.variables);
      deadline.signal.throwIfAborted();
      await request.commit();
      send(response, 200, result, { [SCHEMA_HEADER]: schema });
    } catch (error) {
      await request.rollback();
      throw error;
    } finally {
      deadline.clear();
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (request.method === 'GET' && (path === '/healthz/live' || path === '/healthz/ready'))
      return health(response, path);
    // Who sends is known before a byte of the body is read, what may be asked for before anything else is told.
    const authentic = await verify(request.headers[CONTEXT_HEADER]);
    const bytes = await readBytes(request, MOST_BODY);
    const context = await authentic.use(bytes);
    if (request.method !== 'POST' || path !== '/graphql') throw new NoFetch(400, `${request.method} ${path}`);
    if (context.schema !== null && context.schema !== schema)
      return send(response, 409, failure('The schema is another one now.', 'UNAVAILABLE'), {
        [SCHEMA_HEADER]: schema,
      });
    await run(parseFetch(bytes), context.caller, response);
  }

  function refuse(error: unknown, response: ServerResponse): void {
    if (error instanceof ContextRefused) {
      logger.warn({ fault: error.fault }, 'a request without a valid caller context was refused');
      response.setHeader('connection', 'close');
      return send(response, 401, failure('Not for you.', 'UNAUTHENTICATED'));
    }
    if (error instanceof NoFetch) {
      logger.error({ err: error }, 'a fetch could not be read');
      response.setHeader('connection', 'close');
      return send(response, error.status, failure('This is not a fetch.', 'BAD_USER_INPUT'));
    }
    logger.error({ err: error }, 'a fetch failed');
    send(response, 500, failure('Something went wrong here.', 'INTERNAL'));
  }

  const listener = await openListener((request, response) => {
    answer(request, response).catch((error) => refuse(error, response));
  }, options);
  return listener;
}
