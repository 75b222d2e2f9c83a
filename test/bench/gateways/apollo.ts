import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { ConfigOf, SigningConfig } from './config.ts';
import { contextHeader, newRequest } from './signing.ts';

type Request = ReturnType<typeof newRequest>;

/** The default data source with what its documentation has for headers: the body is signed as it is sent. */
function signingSource(name: string, url: string, signing: SigningConfig): RemoteGraphQLDataSource<Request> {
  const header = contextHeader(signing);
  const source = new RemoteGraphQLDataSource<Request>({
    url,
    willSendRequest({ request, context }) {
      request.extensions = { ...context };
    },
  });
  const { fetcher } = source;
  source.fetcher = (address, init) =>
    fetcher(address, { ...init, headers: { ...init?.headers, ...header(name, String(init?.body)) } });
  return source;
}

/** Apollo Server with @apollo/gateway and its own data sources, as their documentation starts them. */
export async function startApollo({ supergraph, signing }: ConfigOf<'apollo'>) {
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(supergraph, 'utf8'),
    ...(signing && { buildService: ({ name, url = '' }) => signingSource(name, url, signing) }),
  });
  const server = new ApolloServer({ gateway });
  const listen = { port: 0, host: '127.0.0.1' };
  const { url } = await startStandaloneServer(server, { listen, context: async () => newRequest() });
  return { url: new URL(url).origin };
}
