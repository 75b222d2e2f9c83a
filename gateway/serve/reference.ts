import { createHash } from 'node:crypto';
import { type GraphQLError, getOperationAST, parse, print } from 'graphql';
import { z } from 'zod';
import { emptyRecord, isObject } from '../execute/record.ts';
import type { FetchFault } from '../execute/run-plan.ts';
import type { Send } from '../execute/send.ts';
import type { Fetcher, TierHub } from './tier/tier-hub.ts';

const context = z.object({ send: z.custom<Send>((value) => typeof value === 'function') });

const faultOf = (cause: GraphQLError): FetchFault => {
  const subgraph = cause.extensions['serviceName'];
  return { subgraph: typeof subgraph === 'string' ? subgraph : '', cause, path: cause.path };
};

/** It plans by itself, so it needs no plan. */
type ReferenceFetcher = (
  prepared: Pick<Parameters<Fetcher>[0], 'document'>,
  context: Parameters<Fetcher>[1],
) => ReturnType<Fetcher>;

/**
 * @apollo/gateway's planner and executor in the place of the hub's own, over the same view, the same filtered operation
 * and the same subgraphs: what the two answer is compared in tests.
 */
export async function referenceFetcher(view: TierHub['view']): Promise<ReferenceFetcher> {
  // Before the import: the package reports to its maker's servers unless told not to.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const { ApolloGateway } = await import('@apollo/gateway');
  const gateway = new ApolloGateway({
    supergraphSdl: view.supergraphSdl,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    buildService: ({ name }) => ({
      async process({ request, context: given }) {
        const { send } = context.parse(given);
        const document = parse(request.query ?? '');
        const { data, errors } = await send({ subgraph: name, document, variables: request.variables ?? {} });
        return { data: data ?? null, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
      },
    }),
  });
  const { executor } = await gateway.load();
  return async ({ document }, { variables, send }) => {
    const source = print(document);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('An operation without its definition');
    const { data, errors } = await executor({
      request: { query: source, variables: { ...variables } },
      document,
      operation,
      operationName: operation.name?.value ?? null,
      source,
      queryHash: createHash('sha256').update(source).digest('hex'),
      context: { send },
      schema: view.schema,
      logger: console,
      metrics: {},
      cache: { get: async () => undefined, set: async () => {}, delete: async () => false },
      overallCachePolicy: null,
    } as never);
    return { data: isObject(data) ? data : emptyRecord(), faults: (errors ?? []).map(faultOf) };
  };
}
