import { createServer } from 'node:http';
import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect, type Pool, storedContexts } from '@caretrail/db';
import type { Subgraph } from '@caretrail/kit';
import { serveSubgraph } from '@caretrail/kit/remote';
import { createPatients } from '@caretrail/patients';
import { type DocumentNode, parse } from 'graphql';
import { createLocalJWKSet } from 'jose';
import { pino } from 'pino';
import { NO_LEDGER } from '../../graph/profile.ts';
import type { ConfigOf } from './config.ts';

const complain = (error: unknown) => void process.stderr.write(`${String(error)}\n`);

function make(name: ConfigOf<'subgraph'>['name'], pool: Pool): Subgraph {
  const shared = { cursorKey: new Uint8Array(32).fill(7), anchors: null, onFailure: complain, pool };
  switch (name) {
    case 'patients':
      return createPatients({ ...shared, pseudonymKey: (member) => new TextEncoder().encode(member) });
    case 'claims':
      return createClaims(shared);
    case 'chain':
      return createChain({ ...shared, profile: NO_LEDGER, trust: new Uint8Array() });
    default:
      return name satisfies never;
  }
}

/** The door for gateways that sign nothing: the same subgraph, transaction and event, without what a context costs. */
async function openDoor(subgraph: Subgraph, caller: ConfigOf<'subgraph'>['caller']): Promise<string> {
  const documents = new Map<string, DocumentNode>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const signal = AbortSignal.timeout(30_000);
    const open = subgraph.open(caller, { id: 'bench', operation: 'Bench', signal });
    const answer = await open.execute(document, variables ?? {});
    await open.commit();
    const body = Buffer.from(JSON.stringify(answer));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

/** One subgraph with two doors: the product's, for hubs, and an open one for whom it is compared with. */
export async function startSubgraph({ name, login, connections, key, caller }: ConfigOf<'subgraph'>) {
  const pool = connect(login, { max: connections });
  const subgraph = make(name, pool);
  const served = await serveSubgraph({
    subgraph,
    keys: createLocalJWKSet({ keys: [{ ...key, kty: 'OKP' }] }),
    used: storedContexts(pool),
    ready: async () => true,
    port: 0,
    logger: pino({ level: 'error' }, process.stderr),
  });
  return { signed: served.url, open: await openDoor(subgraph, caller) };
}
