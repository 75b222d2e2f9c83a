import type { ServerResponse } from 'node:http';
import type { DocumentNode } from 'graphql';
import type { Caller } from '../../caller/caller.ts';
import { isMutation } from '../../subgraph/is-mutation.ts';
import type { Subgraph } from '../../subgraph/subgraph.ts';
import { deadlineFor } from './deadline.ts';
import type { FetchObserver } from './fetch-observer.ts';
import type { FetchBody } from './read-fetches.ts';
import { replyJson } from './reply.ts';

/** Milliseconds that fetches may take, whatever the hub is ready to wait. */
const DEADLINE = 30_000;

/** A body with its texts parsed. */
interface Documented extends Omit<FetchBody, 'fetches'> {
  readonly fetches: readonly {
    readonly document: DocumentNode;
    readonly variables: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * Answers the fetches of one body in a transaction of their own, and replies when its access event is durable. Given up
 * when the hub hangs up: its caller has gone, or it waited long enough.
 */
export async function runFetches(
  subgraph: Subgraph,
  caller: Caller,
  { fetches, listed, told }: Documented,
  observer: FetchObserver,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { request: id, operation } = told;
  const deadline = deadlineFor(response, DEADLINE);
  const request = subgraph.open(caller, {
    ...{ id, operation, signal: deadline.signal, span: observer.span },
    ...(fetches.some(({ document }) => isMutation(document)) && { writes: true }),
  });
  try {
    const results = await Promise.all(
      fetches.map(({ document, variables }) => request.execute(document, variables)),
    );
    deadline.signal.throwIfAborted();
    await request.commit();
    replyJson(response, 200, listed ? results : results[0], headers);
    observer.end('answered');
  } catch (error) {
    observer.end(deadline.signal.aborted ? 'abandoned' : 'failed', error);
    await request.rollback();
    throw error;
  } finally {
    deadline.clear();
  }
}
