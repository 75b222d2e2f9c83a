import type { Logger } from 'pino';
import { type SettingsShape, usable } from '../../settings/settings.ts';
import type { RequestInfo, Subgraph } from '../../subgraph/subgraph.ts';
import { contextKeys } from '../context/context-keys.ts';
import type { UsedContexts } from '../context/used-contexts.ts';
import { serveSubgraph } from '../server/serve-subgraph.ts';
import { runProgram, type Start } from './run-program.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import { readyUntilStopped } from './until-stopped.ts';

/** Milliseconds that the database may take to say that it is there. */
const ANSWER_WITHIN = 2_000;

/** A subgraph with what it needs to be served. */
interface Made {
  readonly subgraph: Subgraph;
  readonly used: UsedContexts;
  /** Rejects while the database does not answer. */
  readonly ask: () => Promise<unknown>;
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
  return runProgram(name, shape, async ({ settings, logger }) => {
    const { subgraph, used, ask } = make({ settings, logger, onFailure: reporter(logger) });
    const listener = await serveSubgraph({
      subgraph,
      used,
      keys: usable('CONTEXT_KEYS', 'must be a JWK Set of Ed25519 keys with a kid each', () =>
        contextKeys(settings.CONTEXT_KEYS),
      ),
      ready: () => within(ask()),
      port: settings.PORT,
      host: settings.HOST,
      notice: settings.NOTICE_SECONDS,
      drain: settings.DRAIN_SECONDS,
      logger,
    });
    await readyUntilStopped({ url: listener.url });
    await listener.close();
    await subgraph.close();
  });
}
