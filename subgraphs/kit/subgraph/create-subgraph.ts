import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Caller } from '../caller/caller.ts';
import { Decisions, type RequestContext } from '../request/context.ts';
import { Denials } from '../request/denials.ts';
import { ReadLog } from '../request/reads.ts';
import type { Store } from '../request/store.ts';
import { type AskedPolicies, policyReader } from './asked-policies.ts';
import type { RequestInfo, Subgraph, SubgraphRequest } from './subgraph.ts';

export interface SubgraphOptions {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly openStore: (caller: Caller, info: RequestInfo) => Store;
  /** Called with what a resolver threw, and the request it belongs to; nothing of it leaves the subgraph. */
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
  readonly close: () => Promise<void>;
  /** Milliseconds, as `Date.now`. */
  readonly clock?: () => number;
}

/** A schema as a `Subgraph`: graphql-js, one store and one set of loaders a request. */
export function createSubgraph(options: SubgraphOptions): Subgraph {
  const { name, schema, sdl, clock = Date.now } = options;
  const asksOf = policyReader(schema);
  return {
    name,
    sdl,
    open: (caller, info) => openRequest(options, asksOf, caller, info, Math.floor(clock() / 1000)),
    close: options.close,
  };
}

function openRequest(
  options: SubgraphOptions,
  asksOf: ReturnType<typeof policyReader>,
  caller: Caller,
  info: RequestInfo,
  now: number,
): SubgraphRequest {
  const store = options.openStore(caller, info);
  const reads = new ReadLog();
  const made = new Map<unknown, unknown>();
  const shared = { caller, info, now, store, reads, decisions: new Decisions(caller, now) };
  const contextFor = (denials: Denials, asks: AskedPolicies): RequestContext => {
    const context: RequestContext = {
      ...shared,
      denials,
      asks,
      use<T>(make: (of: RequestContext) => T): T {
        if (!made.has(make)) made.set(make, make(context));
        return made.get(make) as T;
      },
    };
    return context;
  };
  return {
    async execute(document: DocumentNode, variables) {
      const denials = new Denials();
      const result = await execute({
        schema: options.schema,
        document,
        variableValues: variables,
        contextValue: contextFor(denials, asksOf(document)),
      });
      return withErrors(result, denials, (error) => options.onFailure(error, info), info.id);
    },
    commit: () => store.commit(reads.events()),
    rollback: () => store.rollback(),
  };
}

/** Adds the refusals, and leaves of an unexpected error nothing but the correlation id. */
function withErrors(
  result: ExecutionResult,
  denials: Denials,
  report: (error: unknown) => void,
  correlation: string,
): ExecutionResult {
  const errors = [
    ...denials.errors(),
    ...(result.errors ?? []).map((error) => scrub(error, report, correlation)),
  ];
  const { data = null } = result;
  return errors.length > 0 ? { data, errors } : { data };
}

function scrub(error: GraphQLError, report: (error: unknown) => void, correlation: string): GraphQLError {
  const { originalError } = error;
  const told = originalError === undefined || originalError instanceof GraphQLError;
  if (told && typeof error.extensions['code'] === 'string') return error;
  report(originalError ?? error);
  if (originalError !== undefined && Reflect.get(originalError, 'code') === 'UNAVAILABLE')
    return new GraphQLError('A part of this system does not answer.', {
      path: error.path,
      extensions: { code: 'UNAVAILABLE' },
    });
  return new GraphQLError('Something went wrong here.', {
    path: error.path,
    extensions: { code: 'INTERNAL', correlation },
  });
}
