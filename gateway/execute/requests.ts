import {
  type Caller,
  isMutation,
  type RequestInfo,
  type Subgraph,
  type SubgraphRequest,
} from '@caretrail/kit';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Send } from './send.ts';

/** A subgraph broke after it had given data: without its access event none of that may leave. */
class LostRequest extends Error {
  override readonly name = 'LostRequest';
}

interface Opened {
  readonly request: SubgraphRequest;
  /** Fetches begun: a break is harmless to what others gave only if it was the first, or if each is on record. */
  fetches: number;
  /** What broke it. */
  broken: { readonly cause: unknown } | null;
}

/** A failure that is worded for the caller stays as it is; of any other the cause is for the log alone. */
function broke(subgraph: string, cause?: unknown): ExecutionResult {
  if (cause instanceof GraphQLError) return { errors: [cause] };
  return {
    errors: [new GraphQLError(`${subgraph} broke`, cause instanceof Error ? { originalError: cause } : {})],
  };
}

/** Rejects when the request is given up: its caller has gone, or its time is over. */
function untilAborted(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  aborted.catch(() => {});
  return aborted;
}

/**
 * The subgraphs' parts of one request: each opened at its first fetch, all committed before the answer leaves, so that
 * nothing is disclosed that is not on record.
 */
export class Requests {
  readonly #subgraphs: ReadonlyMap<string, Subgraph>;
  readonly #caller: Caller;
  readonly #info: RequestInfo;
  readonly #opened = new Map<string, Opened>();
  readonly #aborted: Promise<never>;

  constructor(subgraphs: ReadonlyMap<string, Subgraph>, caller: Caller, info: RequestInfo) {
    this.#subgraphs = subgraphs;
    this.#caller = caller;
    this.#info = info;
    this.#aborted = untilAborted(info.signal);
  }

  #named(name: string): Subgraph {
    const subgraph = this.#subgraphs.get(name);
    if (!subgraph) throw new Error(`No subgraph ${name}`);
    return subgraph;
  }

  #open(name: string): Opened {
    const known = this.#opened.get(name);
    if (known) return known;
    const subgraph = this.#named(name);
    const opened = { request: subgraph.open(this.#caller, this.#info), fetches: 0, broken: null };
    this.#opened.set(name, opened);
    return opened;
  }

  readonly send: Send = async (fetch) => {
    if (isMutation(fetch.document)) return this.#change(fetch);
    const { subgraph, document, variables } = fetch;
    const opened = this.#open(subgraph);
    if (opened.broken) return broke(subgraph, opened.broken.cause);
    opened.fetches += 1;
    try {
      return await Promise.race([opened.request.execute(document, variables), this.#aborted]);
    } catch (error) {
      if (this.#info.signal.aborted) throw error;
      if (opened.fetches > 1 && !opened.request.recordsEach)
        throw new LostRequest(`${subgraph} broke while answering`, { cause: error });
      opened.broken = { cause: error };
      return broke(subgraph, error);
    }
  };

  /**
   * A change is committed before anything else is asked, so that what follows sees it, in other subgraphs too; what
   * breaks later does not undo it.
   */
  async #change({ subgraph, document, variables }: Parameters<Send>[0]): Promise<ExecutionResult> {
    const request = this.#named(subgraph).open(this.#caller, { ...this.#info, writes: true });
    try {
      const result = await Promise.race([request.execute(document, variables), this.#aborted]);
      await Promise.race([request.commit(), this.#aborted]);
      return result;
    } catch (error) {
      await request.rollback();
      if (this.#info.signal.aborted) throw error;
      return broke(subgraph, error);
    }
  }

  /** Makes every subgraph's record of this request durable. Rejects if one cannot: then nothing may leave. */
  async commit(): Promise<void> {
    const ends = [...this.#opened.values()].map(({ request, broken }) =>
      broken ? request.rollback() : request.commit(),
    );
    await Promise.race([Promise.all(ends), this.#aborted]);
  }

  async rollback(): Promise<void> {
    await Promise.allSettled([...this.#opened.values()].map(({ request }) => request.rollback()));
  }
}
