import { benchDatabase } from './hub/database.ts';
import { ask, median, round, stopClients } from './hub/load.ts';
import { type Benched, startServerOf } from './hub/start-server.ts';

const ROUNDS = 8;
const ROUND = 3_000;

/**
 * Questions a second: the hub in process against one plain graphql-js server on the same tables, loaders and rights,
 * and against itself with @apollo/gateway's executor. Rounds are interleaved; access events are on and durable.
 */
export async function run() {
  const database = await benchDatabase();
  const servers: Record<string, Benched> = {};
  try {
    const config = { ...database.config, layers: 'all' } as const;
    servers['hub'] = await startServerOf({ ...config, server: 'hub', executor: 'own' });
    servers['plain'] = await startServerOf({ ...config, server: 'plain', executor: 'own' });
    servers['reference'] = await startServerOf({ ...config, server: 'hub', executor: 'apollo' });
    const rates = new Map<string, number[]>();
    for (const [name, { url }] of Object.entries(servers)) {
      process.stdout.write(`${name}: ${await ask(url, 20)} bytes\n`);
      await round(url, ROUND);
      rates.set(name, []);
    }
    for (let turn = 0; turn < ROUNDS; turn++) {
      // Whoever comes first in a turn comes last in the next: a slow second of the machine hits both.
      const order = turn % 2 === 0 ? Object.entries(servers) : Object.entries(servers).reverse();
      for (const [name, { url }] of order) rates.get(name)?.push((await round(url, ROUND)).rate);
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
    stopClients();
    await database.stop();
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
