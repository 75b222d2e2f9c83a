import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PUBLIC_CALLER, type RequestInfo, type Span, type Subgraph } from '@caretrail/kit';
import { type CallerContext, MOST_FETCHES, type SignContext } from '@caretrail/kit/remote';
import { SettingError } from '@caretrail/kit/settings';
import DataLoader from 'dataloader';
import { type ExecutionResult, parse } from 'graphql';
import type { Logger } from 'pino';
import { type Fetch, type FetchBody, fetchBody } from './fetch-body.ts';
import { readResults } from './read-result.ts';
import { faultOf, isBroken, isLate, type Reply, type Transport } from './transport.ts';
import { SubgraphUnavailable } from './unavailable.ts';

const SDL: Fetch = { document: parse('{ _service { sdl } }'), variables: {} };

/** Milliseconds between two tries to reach a subgraph that is still starting. */
const PAUSE = 500;

export interface RemoteOptions {
  /** As the graph and its policies know it: `patients`, `claims`, `chain`. */
  readonly name: string;
  /** Origin, without a slash at its end. */
  readonly url: string;
  readonly sign: SignContext;
  readonly transport: Transport;
  /** The subgraph serves another schema than the one that was composed: what it refuses, it refuses until then. */
  readonly onSchemaChange?: () => void;
  readonly logger: Logger;
}

/** How long one waits for a fetch, and where it shows in a trace. */
type FetchWork = Pick<RequestInfo, 'signal' | 'span'>;

/** A fetch and its place in a trace; those that go as one show where the first of them does. */
interface Asked extends Fetch {
  readonly span: Span | undefined;
}

class Remote {
  readonly #options: RemoteOptions;

  constructor(options: RemoteOptions) {
    this.#options = options;
  }

  /** A query is asked a second time if its connection broke; a mutation never is. */
  async post(body: FetchBody, context: CallerContext, { signal, span }: FetchWork): Promise<Reply> {
    const { name, url, sign, transport } = this.#options;
    const once = () =>
      transport.post(
        url,
        {
          body: body.text,
          context: sign(name, body.text, context),
          traceparent: span?.traceparent,
        },
        signal,
      );
    try {
      return await once();
    } catch (error) {
      if (body.mutation || signal.aborted || !isBroken(error)) throw error;
      return once();
    }
  }

  /** Fetches of one request, in one transaction there: a result for each. */
  async execute(
    fetches: readonly Fetch[],
    { info, span, ...context }: CallerContext & { info: RequestInfo; span: Span | undefined },
  ): Promise<readonly ExecutionResult[]> {
    const { name, logger, onSchemaChange } = this.#options;
    const body = fetchBody(fetches, { request: info.id, operation: info.operation });
    const unavailable = (reason: string, code: 'UNAVAILABLE' | 'TIMEOUT' = 'UNAVAILABLE') => {
      logger.error({ request: info.id, subgraph: name, reason }, 'a subgraph could not be asked');
      return new SubgraphUnavailable(code);
    };
    const reply = await this.post(body, context, { signal: info.signal, span }).catch((error) => {
      if (info.signal.aborted) throw error;
      throw unavailable(faultOf(error), isLate(error) ? 'TIMEOUT' : 'UNAVAILABLE');
    });
    if (reply.status === 200) return readResults(reply.text, fetches.length);
    if (reply.status === 409) onSchemaChange?.();
    throw unavailable(REASONS[reply.status] ?? `it answered ${reply.status}`);
  }

  /** The schema, asked for until the subgraph is up or `signal` says that it has been long enough. */
  async sdl(signal: AbortSignal): Promise<{ readonly sdl: string; readonly schema: string }> {
    const { name } = this.#options;
    const body = fetchBody([SDL], { request: randomUUID(), operation: 'schema' });
    let last: unknown = null;
    while (!signal.aborted) {
      try {
        const { status, text, schema } = await this.post(
          body,
          { caller: PUBLIC_CALLER, schema: null },
          { signal },
        );
        if (status === 200 && schema !== null) return { sdl: sdlOf(readResults(text, 1)), schema };
        last = new Error(REASONS[status] ?? `it answered ${status}`);
      } catch (error) {
        last = error;
      }
      await wait(PAUSE, undefined, { signal }).catch(() => {});
    }
    throw new SettingError(
      `The subgraph ${name} does not give its schema: see that it runs, that SUBGRAPH_${name.toUpperCase()}_URL is its address, and that its CONTEXT_KEYS hold this hub's key.`,
      { cause: last },
    );
  }
}

/** Words for the log. */
const REASONS: Readonly<Record<number, string>> = {
  401: "it does not accept this hub's signature: its CONTEXT_KEYS may be old, or the clocks differ",
  409: 'it serves another schema than the one that was composed',
  413: 'the fetch is too large for it',
};

function sdlOf([result]: readonly ExecutionResult[]): string {
  const service = result?.data?.['_service'];
  const sdl = typeof service === 'object' && service !== null ? Reflect.get(service, 'sdl') : undefined;
  if (typeof sdl !== 'string') throw new Error('a schema without text');
  return sdl;
}

/**
 * A subgraph in another process, behind the same door as one in this process. Asks it for its schema, waiting for it until
 * `signal` aborts; rejects with `SettingError`, which names the subgraph and the cure, not the address.
 */
export async function connectSubgraph(options: RemoteOptions, signal: AbortSignal): Promise<Subgraph> {
  const remote = new Remote(options);
  const { sdl, schema } = await remote.sdl(signal);
  return {
    name: options.name,
    sdl,
    open(caller, info) {
      // What a plan starts at the same moment goes as one: one context, one transaction, one event.
      const gathered = new DataLoader(
        (asked: readonly Asked[]) => remote.execute(asked, { caller, info, schema, span: asked[0]?.span }),
        { cache: false, maxBatchSize: MOST_FETCHES },
      );
      return {
        recordsEach: true,
        execute: (document, variables, span) => gathered.load({ document, variables, span }),
        commit: async () => {},
        rollback: async () => {},
      };
    },
    close: async () => {},
  };
}
