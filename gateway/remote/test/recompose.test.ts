import type { Subgraph } from '@caretrail/kit';
import { contextSigner, type Listener, makeContextKey, serveSubgraph } from '@caretrail/kit/remote';
import { createLocalJWKSet } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recomposer } from '../../launch/hub/recompose.ts';
import type { Hub } from '../../serve/options.ts';
import { guarded, sdlSubgraph } from '../../test/sdl-subgraph.ts';
import { startTestHub } from '../../test/test-hub.ts';
import { connectSubgraph } from '../connect-subgraph.ts';
import { Transport } from '../transport.ts';

const { privateJwk, publicJwk } = makeContextKey();
const logger = pino({ level: 'silent' });
const transport = new Transport();

const version = (fields: Record<string, number>): Subgraph =>
  sdlSubgraph(
    'numbers',
    `type Query { ${Object.keys(fields)
      .map((name) => `${name}: Int ${guarded('open')}`)
      .join(' ')} }`,
    { Query: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, () => value])) },
  );
/** It takes away nothing, but names no policy: such a graph is not served. */
const unguarded = sdlSubgraph('numbers', 'type Query { one: Int }', { Query: { one: () => 1 } });

let served: Listener;
let hub: Hub;
const serve = async (subgraph: Subgraph, port = 0) => {
  const seen = new Set<string>();
  served = await serveSubgraph({
    subgraph,
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    used: { use: async (id) => !seen.has(id) && seen.add(id).has(id) },
    ready: async () => true,
    port,
    logger,
  });
};
const replaceBy = async (subgraph: Subgraph) => {
  const port = Number(new URL(served.url).port);
  await served.close();
  await serve(subgraph, port);
};
const ask = async (query: string) => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
};

beforeAll(async () => {
  await serve(version({ one: 1 }));
  const options = { name: 'numbers', url: served.url, sign: contextSigner(privateJwk), transport, logger };
  const connect = async () => [
    await connectSubgraph({ ...options, onSchemaChange }, AbortSignal.timeout(5_000)),
  ];
  const onSchemaChange = recomposer({
    connect,
    compose: (subgraphs) => hub.compose(subgraphs),
    logger,
    pause: 50,
  });
  hub = await startTestHub({ subgraphs: await connect() });
});
afterAll(async () => {
  await hub.close();
  await transport.close();
  await served.close();
});

/** Composing takes its time where much else runs. */
const PATIENCE = { timeout: 10_000 };

const UNAVAILABLE = {
  data: { one: null },
  errors: [{ message: 'A part of this system does not answer.', extensions: { code: 'UNAVAILABLE' } }],
};

describe('a subgraph that comes back with another schema', () => {
  it('is refused what was planned for the old one, then served as it is', async () => {
    expect(await ask('{ one }')).toEqual({ data: { one: 1 } });
    await replaceBy(version({ one: 1, two: 2 }));
    expect(await ask('{ one }')).toEqual(UNAVAILABLE);
    await expect.poll(() => ask('{ one two }'), PATIENCE).toEqual({ data: { one: 1, two: 2 } });
  });

  it('that may not be served stays refused, and is served when it is mended', async () => {
    await replaceBy(unguarded);
    for (let turn = 0; turn < 5; turn++) {
      expect(await ask('{ one }')).toEqual(UNAVAILABLE);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await replaceBy(version({ one: 3 }));
    await expect.poll(() => ask('{ one }'), PATIENCE).toEqual({ data: { one: 3 } });
  });
});
