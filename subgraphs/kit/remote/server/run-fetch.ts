import type { ServerResponse } from 'node:http';
import type { DocumentNode } from 'graphql';
import type { Caller } from '../../caller/caller.ts';
import type { Subgraph } from '../../subgraph/subgraph.ts';
import { deadlineFor } from './deadline.ts';
import type { FetchObserver } from './fetch-observer.ts';
import type { Fetch } from './read-fetch.ts';
import { replyJson } from './reply.ts';

/** Milliseconds that a fetch may take, whatever the hub is ready to wait. */
const DEADLINE = 30_000;

/**
 * Answers a fetch in a transaction of its own, and replies when its access event is durable. Given up when the hub hangs
 * up: its caller has gone, or it waited long enough.
 */
export async function runFetch(
  subgraph: Subgraph,
  caller: Caller,
  fetch: Fetch & { readonly document: DocumentNode },
  observer: FetchObserver,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { request: id, operation } = fetch.extensions;
  const deadline = deadlineFor(response, DEADLINE);
  const request = subgraph.open(caller, { id, operation, signal: deadline.signal, span: observer.span });
  try {
    const result = await request.execute(fetch.document, fetch.variables);
    deadline.signal.throwIfAborted();
    await request.commit();
    replyJson(response, 200, result, headers);
    observer.end('answered');
  } catch (error) {
    observer.end(deadline.signal.aborted ? 'abandoned' : 'failed', error);
    await request.rollback();
    throw error;
  } finally {
    deadline.clear();
  }
}
