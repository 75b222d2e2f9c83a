import { NoFetch, parseFetches } from '../../../subgraphs/kit/remote/server/read-fetches.ts';
import type { Decoder } from '../decoder.ts';

/** What a hub asks a subgraph for, in a body of its own. */
export function open(): Decoder {
  const extensions = { request: 'a', operation: 'query' };
  const fetch = { query: '{ patients { nodes { id } } }', variables: { first: 3 }, extensions };
  return {
    shape: 'json',
    seeds: [fetch, [fetch, fetch]].map((body) => Buffer.from(JSON.stringify(body))),
    refuses: (error) => error instanceof NoFetch,
    decode: (input) => parseFetches(Buffer.from(input)),
  };
}
