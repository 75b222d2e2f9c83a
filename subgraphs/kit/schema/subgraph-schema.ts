import { printSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import type { Builder } from './builder.ts';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

/** The executable schema with `_entities`, and the SDL that the hub composes. */
export function subgraphSchema(builder: Builder): { readonly schema: GraphQLSchema; readonly sdl: string } {
  const schema = builder.toSubGraphSchema({ linkUrl: FEDERATION });
  return { schema, sdl: `${printSubgraphSchema(lexicographicSortSchema(schema))}\n` };
}
