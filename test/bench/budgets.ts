import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closePool, connect, type Pool, storedBudgets } from '@caretrail/db';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, startServer } from '@caretrail/db/server';
import { createHub, type Hub } from '@caretrail/gateway';
import { type Caller, PUBLIC_CALLER } from '@caretrail/kit';
import { pino } from 'pino';
import { median } from './hub/load.ts';

const ROUNDS = 30;
/** As many as a caller asks on one lease of the allowance that a hub has unless told otherwise. */
const REQUESTS = 600;
const ALLOWANCE = { requests: 12_000, cost: 6_000_000 };

const BODY = JSON.stringify({ query: '{ me { tier } }' });

async function startBenched(pool: Pool | null): Promise<Hub> {
  const allowances = {
    ...{ public: ALLOWANCE, patient: ALLOWANCE, hospital: ALLOWANCE },
    ...{ payer: ALLOWANCE, regulator: ALLOWANCE },
  };
  return createHub({
    subgraphs: [],
    // Every round is another caller: it begins with an account that nothing is in.
    identity: {
      async authenticate({ authorization }): Promise<{ caller: Caller }> {
        const subject = String(authorization);
        return {
          caller: { ...PUBLIC_CALLER, tier: 'patient', subject, purposes: ['PATRQT'], purpose: 'PATRQT' },
        };
      },
    },
    port: 0,
    ready: () => true,
    logger: pino({ level: 'error' }, process.stderr),
    ...(pool && { budgets: { allowances, proxyHops: 0, stored: storedBudgets(pool) } }),
  });
}

/** Microseconds of this process, its client included, that a request takes. */
async function round({ url }: Hub, subject: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: subject };
  const before = process.cpuUsage();
  for (let turn = 0; turn < REQUESTS; turn++) {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: BODY });
    if (response.status !== 200) throw new Error(await response.text());
    await response.arrayBuffer();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS;
}

/** Processor time of the smallest question over HTTP, with budgets that hubs share and without any, in interleaved rounds. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-bench-'));
  const server = await startServer({
    folder: join(folder, 'postgres'),
    password: randomBytes(8).toString('hex'),
    durable: true,
    log: 'ignore',
  });
  const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, 'bench'])));
  const database = await prepareDatabase(await openDatabase(server.admin), passwords);
  const pool = connect(database.address('caretrail_hub'), { max: 2 });
  const [counting, free] = [await startBenched(pool), await startBenched(null)];
  try {
    const found: { counting: number[]; free: number[] } = { counting: [], free: [] };
    for (const hub of [counting, free]) await round(hub, 'warm');
    for (let turn = 0; turn < ROUNDS; turn++) {
      const order = turn % 2 === 0 ? (['counting', 'free'] as const) : (['free', 'counting'] as const);
      for (const name of order)
        found[name].push(await round(name === 'counting' ? counting : free, `caller ${turn}`));
    }
    return {
      name: 'the smallest question with budgets',
      value: median(found.counting),
      unit: 'µs of processor time',
      baseline: { name: 'the same without', value: median(found.free) },
    };
  } finally {
    await Promise.all([counting.close(), free.close()]);
    await closePool(pool);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
