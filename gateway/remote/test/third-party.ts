import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers']
>;

/** A subgraph as others make them: Apollo Server on a port of its own, which knows nothing of this project. */
export interface ThirdParty {
  readonly url: string;
  /** Operations that it was asked, as they came. */
  readonly asked: readonly string[];
  /** Header names that requests came with. */
  readonly headers: ReadonlySet<string>;
  stop(): Promise<void>;
}

export async function startThirdParty(sdl: string, resolvers: Resolvers, port = 0): Promise<ThirdParty> {
  const asked: string[] = [];
  const headers = new Set<string>();
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }),
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    async context({ req }) {
      for (const name of Object.keys(req.headers)) headers.add(name);
      asked.push(String((req as { body?: { query?: unknown } }).body?.query ?? ''));
      return {};
    },
  });
  return { url: new URL(url).origin, asked, headers, stop: () => server.stop() };
}
