import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Caller } from '../caller/caller.ts';
import type { Span } from '../request/span.ts';

/** What the hub tells a subgraph about the request that a fetch belongs to. */
export interface RequestInfo {
  /** Correlation id: in logs, in the access event, and in INTERNAL errors; nothing else of a failure leaves. */
  readonly id: string;
  /** Operation name or hash, as recorded in the access event. */
  readonly operation: string;
  readonly signal: AbortSignal;
  /** Set where it changes something: its statements then see what others have committed meanwhile, and wait for each other. */
  readonly writes?: true;
  /** Where its work shows in a trace; absent: the request is not traced. */
  readonly span?: Span | undefined;
}

/**
 * A subgraph's share of one request: one database transaction, one set of loaders.
 * `commit` makes the access event durable; the hub calls it before the reply leaves.
 */
export interface SubgraphRequest {
  /** Set where every `execute` has put on record what it gave (a subgraph in another process): a later break loses nothing. */
  readonly recordsEach?: true;
  /** @param span - the fetch, in the trace; what a subgraph in another process does hangs below it */
  execute(
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    span?: Span,
  ): Promise<ExecutionResult>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** The front door of a subgraph, the same in process and over HTTP. */
export interface Subgraph {
  readonly name: string;
  /** Federation 2 SDL, with `@policy` and `@tag`. */
  readonly sdl: string;
  /** Not of this project: nothing in it checks relations or records accesses, and the hub alone keeps its rules. */
  readonly foreign?: true;
  open(caller: Caller, request: RequestInfo): SubgraphRequest;
  close(): Promise<void>;
}
