import { createServer } from 'node:http';
import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect, type Pool, storedContexts } from '@caretrail/db';
import type { Subgraph } from '@caretrail/kit';
import { serveSubgraph, type UsedContexts } from '@caretrail/kit/remote';
import { createPatients } from '@caretrail/patients';
import { type DocumentNode, type ExecutionResult, parse } from 'graphql';
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

/** The same answers without the work behind them. Who asks is always the same here. */
function remembering(subgraph: Subgraph): Subgraph {
  const known = new Map<string, Promise<ExecutionResult>>();
  const nothing = async () => {};
  return {
    ...subgraph,
    open: (caller, info) => ({
      execute(document, variables) {
        const key = `${documentKey(document)} ${JSON.stringify(variables)}`;
        const found = known.get(key) ?? answerOnce(subgraph.open(caller, info), document, variables);
        known.set(key, found);
        return found;
      },
      commit: nothing,
      rollback: nothing,
    }),
  };
}

async function answerOnce(
  request: ReturnType<Subgraph['open']>,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const answer = await request.execute(document, variables);
  await request.commit();
  return answer;
}

const numbers = new WeakMap<DocumentNode, number>();
let last = 0;
function documentKey(document: DocumentNode): number {
  const known = numbers.get(document) ?? ++last;
  numbers.set(document, known);
  return known;
}

/** For what answers from memory the database is out of it. */
function rememberedContexts(): UsedContexts {
  const used = new Set<string>();
  return { use: async (id) => !used.has(id) && used.add(id).has(id) };
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
export async function startSubgraph({
  name,
  login,
  connections,
  key,
  caller,
  fromMemory,
}: ConfigOf<'subgraph'>) {
  const pool = connect(login, { max: connections });
  const made = make(name, pool);
  const subgraph = fromMemory ? remembering(made) : made;
  const served = await serveSubgraph({
    subgraph,
    keys: createLocalJWKSet({ keys: [{ ...key, kty: 'OKP' }] }),
    used: fromMemory ? rememberedContexts() : storedContexts(pool),
    ready: async () => true,
    port: 0,
    logger: pino({ level: 'error' }, process.stderr),
  });
  return { signed: served.url, open: await openDoor(subgraph, caller) };
}
