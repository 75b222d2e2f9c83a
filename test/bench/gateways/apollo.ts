import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { ConfigOf } from './config.ts';

/** Apollo Server with @apollo/gateway and its own data sources, as their documentation starts them. */
export async function startApollo({ supergraph }: ConfigOf<'apollo'>) {
  const gateway = new ApolloGateway({ supergraphSdl: readFileSync(supergraph, 'utf8') });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url: new URL(url).origin };
}
