import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Caller, RequestInfo } from '@caretrail/kit';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Answer, TierHub, Understood } from './tier-hub.ts';

/** What an operation carries through Apollo Server. */
interface TierContext {
  readonly understood: Understood;
  readonly caller: Caller;
  readonly info: RequestInfo;
}

/** A tier's Apollo Server. */
export interface TierServer {
  readonly hub: TierHub;
  run(text: string, context: TierContext): Promise<Answer>;
  stop(): Promise<void>;
}

const asError = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });

/** What broke while answering is thrown past Apollo Server: it would word it for the caller. */
class Broken {
  error: unknown;
}

/**
 * One Apollo Server over one tier's view. The guard has parsed and validated before, so the document store hands out
 * what it found; planning and fetching are ours, in the place of a gateway.
 */
export async function startTierServer(hub: TierHub, logger: Logger): Promise<TierServer> {
  const server = new ApolloServer<TierContext & { readonly broken: Broken }>({
    gateway: {
      onSchemaLoadOrUpdate(report) {
        report({ apiSchema: hub.view.schema, coreSupergraphSdl: hub.view.supergraphSdl });
        return () => {};
      },
      load: async () => ({
        async executor({ context: { understood, caller, info, broken } }) {
          try {
            const { data = null, errors } = await hub.answer(understood, caller, info);
            return { data, ...(errors && { errors: errors.map(asError) }) };
          } catch (error) {
            broken.error = error;
            return { data: null };
          }
        },
      }),
      stop: async () => {},
    },
    documentStore: {
      // Apollo Server's key ends with the SHA-256 of the text.
      get: async (key) => hub.memory.document(key.slice(-64)),
      set: async () => {},
      delete: async () => {},
    },
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await server.start();
  return {
    hub,
    async run(text, context) {
      const broken = new Broken();
      const operationName = context.understood.operation.name?.value;
      const { body } = await server.executeOperation(
        { query: text, ...(operationName !== undefined && { operationName }) },
        { contextValue: { ...context, broken } },
      );
      if (broken.error !== undefined) throw broken.error;
      if (body.kind !== 'single') throw new Error('An answer in parts is not offered');
      return body.singleResult;
    },
    stop: () => server.stop(),
  };
}
