import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServerConfig } from './hub/config.ts';
import { benchDatabase } from './hub/database.ts';

/** A page of people with their visits and claims, each with its trace: 120 kB over three subgraphs. */
const QUERY = `query ($n: Int!) { patients(first: $n) { edges { node {
  id pseudonym birthYear sex state zip3 trace { anchor head { number hash recordedAt } }
  encounters(first: 5) { edges { node {
    id class status month period { start end } type { code } reason { code }
    trace { anchor head { number hash recordedAt } }
    claims(first: 1) { edges { node {
      id state month use total { value currency } trace { anchor versions { number hash activity recordedAt anchor } }
    } } }
  } } }
} } } }`;

const ROUNDS = 8;
const ROUND = 3_000;
const CLIENTS = 16;

interface Benched {
  readonly url: string;
  stop(): void;
}

/** Starts a server in a process of its own, so that neither shares a heap or a loop with the other or the client. */
async function start(config: ServerConfig): Promise<Benched> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hub', 'server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  child.stdin.write(`${JSON.stringify(config)}\n`);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error('a benched server ended')));
  });
  return { url, stop: () => child.stdin.end() };
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

function ask(url: string, count: number): Promise<number> {
  const body = JSON.stringify({ query: QUERY, variables: { n: count } });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let bytes = 0;
      let head = '';
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        head += chunk.toString();
      });
      response.on('end', () =>
        head.includes('"INTERNAL"') || response.statusCode !== 200
          ? reject(new Error(head.slice(0, 200)))
          : resolve(bytes),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Answers in a second, with so many clients that each ask as soon as they are answered, never twice the same. */
async function round(url: string, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let answers = 0;
  let turn = 0;
  const client = async () => {
    while (performance.now() < end) {
      await ask(url, 13 + (turn++ % 16));
      answers += 1;
    }
  };
  const before = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (1_000 * answers) / (performance.now() - before);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/**
 * Questions a second: the hub in process against one plain graphql-js server on the same tables, loaders and rights,
 * and against itself with @apollo/gateway's executor. Rounds are interleaved; access events are on and durable.
 */
export async function run() {
  const database = await benchDatabase();
  const servers: Record<string, Benched> = {};
  try {
    servers['hub'] = await start({ ...database.config, server: 'hub', executor: 'own' });
    servers['plain'] = await start({ ...database.config, server: 'plain', executor: 'own' });
    servers['reference'] = await start({ ...database.config, server: 'hub', executor: 'apollo' });
    const rates = new Map<string, number[]>();
    for (const [name, { url }] of Object.entries(servers)) {
      process.stdout.write(`${name}: ${await ask(url, 20)} bytes\n`);
      await round(url, ROUND);
      rates.set(name, []);
    }
    for (let turn = 0; turn < ROUNDS; turn++) {
      // Whoever comes first in a turn comes last in the next: a slow second of the machine hits both.
      const order = turn % 2 === 0 ? Object.entries(servers) : Object.entries(servers).reverse();
      for (const [name, { url }] of order) rates.get(name)?.push(await round(url, ROUND));
    }
    const rate = (name: string) => median(rates.get(name) ?? []);
    return {
      name: 'hub, a page over three subgraphs',
      value: rate('hub'),
      unit: 'per second',
      baseline: { name: 'one plain graphql-js server', value: rate('plain') },
      others: [{ name: "the hub with @apollo/gateway's executor", value: rate('reference') }],
    };
  } finally {
    for (const server of Object.values(servers)) server.stop();
    agent.destroy();
    await database.stop();
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
