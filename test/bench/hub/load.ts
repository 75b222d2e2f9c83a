import { Agent, request } from 'node:http';

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

const CLIENTS = 16;

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

/** Asks for so many people; answers how many bytes came. Rejects when anything of it is missing. */
export function ask(url: string, count: number): Promise<number> {
  const body = JSON.stringify({ query: QUERY, variables: { n: count } });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const told = Buffer.concat(chunks);
        if (told.includes('"errors"') || response.statusCode !== 200)
          reject(new Error(told.subarray(0, 300).toString()));
        else resolve(told.length);
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Answers given, and how many that is in a second. */
export interface Round {
  readonly answers: number;
  readonly rate: number;
}

/** So many clients that each ask as soon as they are answered, neighbours never the same. */
export async function round(url: string, milliseconds: number): Promise<Round> {
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
  return { answers, rate: (1_000 * answers) / (performance.now() - before) };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export const stopClients = (): void => agent.destroy();
