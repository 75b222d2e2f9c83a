import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Subgraph } from '@caretrail/kit';
import { openListener } from '@caretrail/kit/remote';
import { LIMITS } from '../guard/limits.ts';
import { createSelf } from '../self/self.ts';
import { explainFor } from './explain.ts';
import { createExplorer } from './explorer/explorer.ts';
import { buildGeneration } from './generation.ts';
import { createGraphqlHandler, type Generation } from './graphql.ts';
import { isOwnHost } from './http/host-names.ts';
import { PRIVATE, reply, replyJson, SECURITY_HEADERS } from './http/reply.ts';
import type { Hub, HubOptions } from './options.ts';
import { referenceFetcher } from './reference.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => void | Promise<void>;

function healthHandler(ready: HubOptions['ready'], closing: () => boolean): Handler {
  return async (_request, response, path) => {
    if (path === '/healthz/live') return replyJson(response, 200, { status: 'live' });
    const isReady = !closing() && (await Promise.resolve(ready()).catch(() => false));
    replyJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' });
  };
}

const trustHandler =
  (trust: NonNullable<HubOptions['trust']>): Handler =>
  async (_request, response) =>
    reply(
      response,
      200,
      { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' },
      await trust(),
    );

const notFound: Handler = (_request, response) =>
  reply(response, 404, { 'content-type': 'text/plain; charset=utf-8' }, 'Not found.\n');

const misdirected = (response: ServerResponse): void =>
  reply(
    response,
    421,
    { ...PRIVATE, 'content-type': 'text/plain; charset=utf-8' },
    'This server is asked by its address, by localhost, or by a name in CARETRAIL_HOSTS.\n',
  );

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

async function routesOf(options: HubOptions, generation: () => Generation, closing: () => boolean) {
  const limits = { ...LIMITS, ...options.limits };
  const health = healthHandler(options.ready, closing);
  const exact = new Map<string, Handler>([
    ['/graphql', createGraphqlHandler({ ...options, generation, limits })],
    ['/healthz/live', health],
    ['/healthz/ready', health],
    ...(options.trust ? [['/trust.json', trustHandler(options.trust)] as const] : []),
  ]);
  const rest: Handler = options.explorer === undefined ? notFound : await createExplorer(options.explorer);
  return (path: string): Handler => {
    const mount = options.mounts?.find((one) => path === one.path || path.startsWith(`${one.path}/`));
    return exact.get(path) ?? mount?.handle.bind(mount) ?? rest;
  };
}

/**
 * Starts the hub: composes, builds the tiers, listens. Rejects with `CompositionError` if the subgraphs do not make a
 * graph that may be served, and with Node's error if the port is taken.
 *
 * @example
 * const hub = await createHub({ subgraphs: [patients, claims, chain], identity, port: 4000, ready, logger });
 * await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
 * await hub.close();
 */
export async function createHub(options: HubOptions): Promise<Hub> {
  const limits = { ...LIMITS, ...options.limits };
  let current: Generation | null = null;
  const generation = (): Generation => {
    if (current === null) throw new Error('The hub is still starting');
    return current;
  };
  const self = createSelf({
    explain: (caller, text, variables) => explainFor(generation()[caller.tier].hub, caller, text, variables),
    onFailure: (error, info) => options.logger.error({ request: info.id, err: error }, 'self failed'),
  });
  const build = (subgraphs: readonly Subgraph[]): Promise<Generation> =>
    buildGeneration([...subgraphs, self], {
      limits,
      logger: options.logger,
      ...(options.executor === 'apollo' && { fetcherFor: referenceFetcher }),
    });
  current = await build(options.subgraphs);
  const route = await routesOf(options, generation, () => listener.closing());
  const listener = await openListener((request, response) => {
    const path = pathOf(request);
    response.setHeaders(SECURITY_HEADERS);
    if (!isOwnHost(request.headers.host, options.names ?? [])) return misdirected(response);
    Promise.resolve(route(path)(request, response, path)).catch((error) => {
      options.logger.error({ err: error, path }, 'a request failed');
      if (response.headersSent) response.destroy();
      else reply(response, 500, { ...PRIVATE, 'content-type': 'text/plain' }, 'Something went wrong here.\n');
    });
  }, options);
  return {
    url: listener.url,
    async compose(subgraphs) {
      const before = generation();
      current = await build(subgraphs);
      // Whoever began with it ends with it.
      setTimeout(() => void stopAll(before), limits.deadline).unref();
    },
    async close() {
      await listener.close();
      await stopAll(generation());
      await self.close();
    },
  };
}

const stopAll = (generation: Generation) => Promise.all(Object.values(generation).map((tier) => tier.stop()));
