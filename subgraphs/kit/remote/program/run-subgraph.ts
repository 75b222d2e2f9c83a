import type { Logger } from 'pino';
import type { ProcessMetrics } from '../../observe/index.ts';
import type { FetchMetrics, PoolUse } from '../../observe/metrics/index.ts';
import { type SettingsShape, usable } from '../../settings/settings.ts';
import type { RequestInfo, Subgraph } from '../../subgraph/subgraph.ts';
import { contextKeys } from '../context/context-keys.ts';
import type { UsedContexts } from '../context/used-contexts.ts';
import { serveSubgraph } from '../server/serve-subgraph.ts';
import { runProgram, type Start } from './run-program.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** Milliseconds that the database may take to say that it is there. */
const ANSWER_WITHIN = 2_000;

/** A subgraph with what it needs to be served. */
interface Made {
  readonly subgraph: Subgraph;
  readonly used: UsedContexts;
  /** Rejects while the database does not answer. */
  readonly ask: () => Promise<unknown>;
  /** Its connections to the database, for its metrics. */
  readonly pool: { readonly login: string; readonly use: () => PoolUse };
}

async function countFetches(metrics: ProcessMetrics, { login, use }: Made['pool']): Promise<FetchMetrics> {
  const { addPoolMetrics, createFetchMetrics } = await import('../../observe/metrics/index.ts');
  addPoolMetrics(metrics.registry, new Map([[login, use]]));
  return createFetchMetrics(metrics.registry);
}

const within = (asked: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    asked.then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWER_WITHIN).unref()),
  ]);

/** Told of what went wrong inside, in the words of the log. */
const reporter = (logger: Logger) => (error: unknown, info: RequestInfo) =>
  logger.error({ err: error, request: info.id }, 'a field failed');

/** The program of one subgraph alone: listens until it is asked to stop, and then lets running fetches end. */
export function runSubgraph<Settings extends SubgraphSettings>(
  name: string,
  shape: SettingsShape<Settings>,
  make: (start: Start<Settings> & { readonly onFailure: ReturnType<typeof reporter> }) => Made,
): Promise<never> {
  return runProgram(name, shape, async (start) => {
    const { settings, logger, metrics, tracer } = start;
    const { subgraph, used, ask, pool } = make({ ...start, onFailure: reporter(logger) });
    const listener = await serveSubgraph({
      subgraph,
      used,
      keys: usable('CONTEXT_KEYS', 'must be a JWK Set of Ed25519 keys with a kid each', () =>
        contextKeys(settings.CONTEXT_KEYS, (error) =>
          logger.error({ err: error }, 'CONTEXT_KEYS gave no keys: those that are known still count'),
        ),
      ),
      ready: () => within(ask()),
      port: settings.PORT,
      host: settings.HOST,
      notice: settings.NOTICE_SECONDS,
      drain: settings.DRAIN_SECONDS,
      logger,
      tracer,
      metrics: metrics && (await countFetches(metrics, pool)),
    });
    await start.untilStopped({ url: listener.url });
    await listener.close();
    await subgraph.close();
  });
}
