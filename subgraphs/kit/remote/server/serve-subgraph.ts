import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import { isMutation } from '../../subgraph/is-mutation.ts';
import type { Subgraph } from '../../subgraph/subgraph.ts';
import { CONTEXT_HEADER, digestOf } from '../context/signed-context.ts';
import type { UsedContexts } from '../context/used-contexts.ts';
import { ContextRefused, contextVerifier } from '../context/verify-context.ts';
import { documentReader } from './documents.ts';
import { FetchObserver, type FetchObservers } from './fetch-observer.ts';
import { type Listener, type ListenerOptions, openListener } from './listener.ts';
import { MOST_BODY, NoFetch, parseFetches, readBytes } from './read-fetches.ts';
import { replyFailure, replyJson } from './reply.ts';
import { runFetches } from './run-fetches.ts';

/** Header of an answer: {@link digestOf} of the SDL that the subgraph serves. */
export const SCHEMA_HEADER = 'caretrail-schema';

export interface ServeOptions extends ListenerOptions, FetchObservers {
  /** Closed by whoever made it. */
  readonly subgraph: Subgraph;
  /** Finds the hub's public keys. */
  readonly keys: JWTVerifyGetKey;
  readonly used: UsedContexts;
  /** Whether the database answers; asked by `GET /healthz/ready`. */
  readonly ready: () => Promise<boolean>;
}

const pathOf = ({ url }: IncomingMessage): string => (url ?? '/').split('?', 1)[0] ?? '/';

/**
 * Serves a subgraph to hubs over HTTP, and to nobody else: without a context that a hub signed for this very request
 * everything but `GET /healthz/{live,ready}` is 401, the schema included.
 */
export async function serveSubgraph(options: ServeOptions): Promise<Listener> {
  const { subgraph, logger, metrics } = options;
  const schema = digestOf(subgraph.sdl);
  const headers = { [SCHEMA_HEADER]: schema };
  const verify = contextVerifier({ ...options, subgraph: subgraph.name });
  const documentOf = documentReader();

  async function ready(response: ServerResponse): Promise<void> {
    const is = !listener.closing() && (await options.ready().catch(() => false));
    replyJson(response, is ? 200 : 503, { status: is ? 'ready' : 'not ready' });
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    about: { request?: string },
  ): Promise<void> {
    const place = `${request.method} ${pathOf(request)}`;
    if (place === 'GET /healthz/live') return replyJson(response, 200, { status: 'live' });
    if (place === 'GET /healthz/ready') return ready(response);
    // Who sends is known before a byte of the body is read, and all of it before anything is told.
    const authentic = await verify(request.headers[CONTEXT_HEADER]);
    const bytes = await readBytes(request, MOST_BODY);
    const context = await authentic.use(bytes);
    if (place !== 'POST /graphql') throw new NoFetch(400, 'only POST /graphql is answered');
    if (context.schema !== null && context.schema !== schema)
      return replyFailure(response, 409, 'The schema is another one now.', 'UNAVAILABLE', headers);
    const body = parseFetches(bytes);
    about.request = body.told.request;
    const fetches = body.fetches.map(({ query, variables }) => ({ document: documentOf(query), variables }));
    // What comes together runs together; a mutation is not one of several.
    if (body.listed && fetches.some(({ document }) => isMutation(document)))
      throw new NoFetch(400, 'a mutation among others');
    const { tier } = context.caller;
    const observer = new FetchObserver(
      options,
      { request: body.told.request, tier },
      request.headers['traceparent'],
    );
    await runFetches(subgraph, context.caller, { ...body, fetches }, observer, response, headers);
  }

  function refuse(error: unknown, response: ServerResponse, about: { readonly request?: string }): void {
    const close = { connection: 'close' };
    if (error instanceof ContextRefused) {
      metrics?.refused(error.fault);
      logger.warn({ fault: error.fault }, 'a request without a valid caller context was refused');
      replyFailure(response, 401, 'This is for a hub alone.', 'UNAUTHENTICATED', close);
    } else if (error instanceof NoFetch) {
      logger.error({ ...about, err: error }, 'a fetch could not be read');
      replyFailure(response, error.status, 'This is not a fetch.', 'BAD_USER_INPUT', close);
    } else {
      logger.error({ ...about, err: error }, 'a fetch failed');
      replyFailure(response, 500, 'Something went wrong here.', 'INTERNAL');
    }
  }

  const listener = await openListener((request, response) => {
    const about = {};
    answer(request, response, about).catch((error) => refuse(error, response, about));
  }, options);
  return listener;
}
