import { createServer } from 'node:http';
import { connect, openSession } from '@caretrail/db';
import { type Caller, createSubgraph, sessionSettings, sessionStore } from '@caretrail/kit';
import { type DocumentNode, parse, validate } from 'graphql';
import { chainSchema } from '../../../subgraphs/chain/chain-schema.ts';
import { claimsSchema } from '../../../subgraphs/claims/schema.ts';
import { patientsSchema } from '../../../subgraphs/patients/schema.ts';
import { NO_LEDGER } from '../../graph/profile.ts';
import type { ServerConfig } from './config.ts';
import { mergeSchemas } from './merge-schemas.ts';
import { plainTraces } from './plain-trace.ts';

const FETCH = { id: 'bench', operation: 'Bench' };

/**
 * The baseline: one graphql-js server with all resolvers, loaders and rights of the subgraphs in one schema and one
 * transaction, its access events durable before the reply. Documents are parsed and validated once.
 */
export async function startPlain(config: ServerConfig, caller: Caller): Promise<string> {
  const cursorKey = new Uint8Array(32).fill(7);
  const shared = { cursorKey, anchors: null };
  const schema = mergeSchemas([
    patientsSchema({ ...shared, pseudonymKey: (member) => new TextEncoder().encode(member) }).schema,
    claimsSchema(shared).schema,
    plainTraces(chainSchema({ cursorKey, profile: NO_LEDGER, trust: new Uint8Array() }).schema),
  ]);
  const pool = connect(config.plain, { max: config.connections * 3 });
  const whole = createSubgraph({
    name: 'patients',
    schema,
    sdl: '',
    openStore: (who, info) =>
      sessionStore(
        'patients',
        who,
        info,
        openSession(pool, { role: config.plainRole, settings: sessionSettings(who), signal: info.signal }),
      ),
    onFailure: (error) => process.stderr.write(`${String(error)}\n`),
    close: async () => {},
  });
  const documents = new Map<string, DocumentNode>();
  const documentOf = (text: string): DocumentNode => {
    const known = documents.get(text);
    if (known) return known;
    const document = parse(text);
    const [error] = validate(schema, document);
    if (error) throw error;
    documents.set(text, document);
    return document;
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const open = whole.open(caller, { ...FETCH, signal: AbortSignal.timeout(30_000) });
    const answer = await open.execute(documentOf(query), variables);
    await open.commit();
    const body = Buffer.from(JSON.stringify(answer));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}
