import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Subgraph } from '@caretrail/kit';
import { openListener } from '@caretrail/kit/remote';
import { withKeys } from '../api-key/with-keys.ts';
import { UNLIMITED } from '../budget/allowance.ts';
import { Budgets } from '../budget/budgets.ts';
import { LIMITS } from '../guard/limits.ts';
import { observedSubgraph } from '../observe/observed-subgraph.ts';
import { createEvents, type Events } from './events/events.ts';
import { createExplorer } from './explorer/explorer.ts';
import { createExportHandler, isExportPath } from './export/export-handler.ts';
import { ExportRunner } from './export/run-exports.ts';
import { createFhirHandler } from './fhir/fhir.ts';
import { buildGeneration } from './generation.ts';
import { createGraphqlHandler, type Generation } from './graphql.ts';
import { isOwnHost } from './http/host-names.ts';
import { PRIVATE, reply, replyJson, SECURITY_HEADERS } from './http/reply.ts';
import { REQUEST_ID, requestId } from './http/request-id.ts';
import { pathOf } from './http/request-target.ts';
import type { Hub, HubOptions } from './options.ts';
import { referenceFetcher } from './reference.ts';
import { swapper } from './swap.ts';

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  about: { readonly path: string; readonly id: string },
) => void | Promise<void>;

function healthHandler(ready: HubOptions['ready'], closing: () => boolean): Handler {
  return async (_request, response, { path }) => {
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

async function routesOf(
  options: HubOptions,
  generation: () => Generation,
  {
    budgets,
    events,
    runner,
    closing,
  }: {
    readonly budgets: Budgets;
    readonly events: Events | null;
    readonly runner: ExportRunner | null;
    readonly closing: () => boolean;
  },
) {
  const limits = { ...LIMITS, ...options.limits };
  const health = healthHandler(options.ready, closing);
  const graphql = createGraphqlHandler({ ...options, generation, limits, budgets });
  const exact = new Map<string, Handler>([
    ['/graphql', (request, response, { id }) => graphql(request, response, id)],
    ...(events
      ? [
          [
            '/events',
            ((request, response, { id }) => events.handle(request, response, id)) as Handler,
          ] as const,
        ]
      : []),
    ['/healthz/live', health],
    ['/healthz/ready', health],
    ...(options.intake
      ? [['/fhir', createFhirHandler({ ...options, intake: options.intake, budgets })] as const]
      : []),
    ...(options.trust ? [['/trust.json', trustHandler(options.trust)] as const] : []),
  ]);
  const explorer = options.explorer === undefined ? null : await createExplorer(options.explorer);
  const rest: Handler = explorer
    ? (request, response, { path }) => explorer(request, response, path)
    : notFound;
  const { exports } = options;
  const behindProxy = (options.budgets?.proxyHops ?? 0) > 0;
  const exporting: Handler =
    exports && runner
      ? createExportHandler({ ...options, exports, runner, generation, budgets, behindProxy })
      : rest;
  return (path: string): Handler => {
    if (isExportPath(path)) return exporting;
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
export async function createHub(given: HubOptions): Promise<Hub> {
  const options = { ...given, identity: withKeys(given.identity, given.apiKeys ?? null) };
  const limits = { ...LIMITS, ...options.limits };
  let current: Generation | null = null;
  const generation = (): Generation => {
    if (current === null) throw new Error('The hub is still starting');
    return current;
  };
  const build = (subgraphs: readonly Subgraph[]): Promise<Generation> =>
    buildGeneration(
      subgraphs.map((one) => observedSubgraph(one, options.metrics)),
      {
        limits,
        logger: options.logger,
        ...(options.executor === 'apollo' && { fetcherFor: referenceFetcher }),
      },
    );
  current = await build(options.subgraphs);
  const swap = swapper({
    build,
    current: generation,
    replace: (next) => {
      current = next;
    },
    // Whoever began with it ends with it, and has a moment for the way out.
    retire: (before) => void setTimeout(() => void stopAll(before), limits.deadline + 1_000).unref(),
  });
  const budgets = new Budgets(options.budgets ?? { allowances: UNLIMITED, proxyHops: 0 }, options);
  const events = options.live ? createEvents({ ...options, live: options.live, generation, budgets }) : null;
  const runner = options.exports
    ? new ExportRunner({ exports: options.exports, generation, logger: options.logger })
    : null;
  const route = await routesOf(options, generation, {
    ...{ budgets, events, runner, closing: () => listener.closing() },
  });
  const listener = await openListener((request, response) => {
    const [path, id] = [pathOf(request), requestId(request)];
    response.setHeaders(SECURITY_HEADERS);
    response.setHeader(REQUEST_ID, id);
    if (!isOwnHost(request.headers.host, options.names ?? [])) return misdirected(response);
    Promise.resolve(route(path)(request, response, { path, id })).catch((error) => {
      options.logger.error({ request: id, err: error }, 'a request failed');
      if (response.headersSent) response.destroy();
      else reply(response, 500, { ...PRIVATE, 'content-type': 'text/plain' }, 'Something went wrong here.\n');
    });
  }, options);
  return {
    url: listener.url,
    compose: swap,
    async close() {
      const closed = listener.close();
      events?.close();
      await runner?.close();
      await closed;
      await stopAll(generation());
    },
  };
}

const stopAll = (generation: Generation) => Promise.all(Object.values(generation).map((tier) => tier.stop()));
