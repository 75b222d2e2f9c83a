import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Pool, tierRole } from '@caretrail/db';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, startServer } from '@caretrail/db/server';
import { DATA } from './rights/data.ts';
import { CALLERS, QUERIES, type QueryName } from './rights/queries.ts';

/**
 * What row-level security costs: planning and execution of typical statements for callers of each kind, on 10,000
 * patients and 200,000 encounters, against the same statement without any policy in the same run. Milliseconds, medians.
 * `node test/bench/rights.ts`; the figures that were accepted stand in docs/adr/0030.
 */
const RUNS = 5;
const names = Object.keys(QUERIES).filter((name): name is QueryName => name in QUERIES);
const id = (name: string) =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

interface Asked {
  readonly planning: number;
  readonly execution: number;
  readonly rows: number;
}

/** The figures of one EXPLAIN in JSON, which PostgreSQL makes of a statement that it also runs. */
function parseExplained(row: unknown): Asked {
  const text = JSON.stringify(row);
  const figure = (name: string) => Number(new RegExp(`"${name}":\\s*([0-9.]+)`).exec(text)?.[1]);
  return {
    planning: figure('Planning Time'),
    execution: figure('Execution Time'),
    rows: figure('Actual Rows'),
  };
}

type Caller = (typeof CALLERS)[number];

async function ask(pool: Pool, caller: Caller | null, name: QueryName, ids: Ids): Promise<Asked> {
  const [subgraph, text] = QUERIES[name];
  return pool.begin(async (sql) => {
    if (caller) {
      const [, tier, role, organization, subject, purpose] = caller;
      await sql`select set_config('role', ${tierRole(subgraph, tier, role)}, true),
        set_config('caretrail.organization', ${organization}, true),
        set_config('caretrail.subject', ${subject.replace('$subject', ids.patient)}, true),
        set_config('caretrail.case', ${id('case1')}, true), set_config('caretrail.purpose', ${purpose}, true)`;
    }
    await sql`set local statement_timeout = '20s'`;
    const filled = text.replace('$patient', ids.patient).replace('$encounters', ids.encounters.join(','));
    const [row] = await sql.unsafe(`explain (analyze, timing off, format json) ${filled}`);
    return parseExplained(row);
  });
}

interface Ids {
  readonly patient: string;
  readonly encounters: readonly string[];
}

async function figures(pools: Pools, caller: Caller | null, ids: Ids): Promise<readonly string[]> {
  const cells: string[] = [];
  for (const name of names) {
    const pool = caller ? pools[QUERIES[name][0]] : pools.admin;
    const asked: Asked[] = [];
    try {
      for (let run = 0; run < RUNS; run += 1) asked.push(await ask(pool, caller, name, ids));
      const planning = median(asked.map((one) => one.planning));
      const execution = median(asked.map((one) => one.execution));
      cells.push(`${planning.toFixed(1)}+${execution.toFixed(1)}`);
    } catch (error) {
      cells.push(error instanceof Error && 'code' in error && error.code === '42501' ? '–' : String(error));
    }
  }
  return cells;
}

type Pools = Readonly<Record<'admin' | 'patients' | 'claims' | 'chain', Pool>>;

const folder = mkdtempSync(join(tmpdir(), 'caretrail-rights-'));
const password = randomBytes(16).toString('hex');
const server = await startServer({
  folder: join(folder, 'postgres'),
  password,
  durable: false,
  log: 'ignore',
});
try {
  const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, password])));
  const database = await prepareDatabase(await openDatabase(server.admin), passwords);
  const open = (address: string) => connect(address, { max: 1, statementTimeout: 0 });
  const pools: Pools = {
    admin: open(database.admin),
    patients: open(database.address('caretrail_patients')),
    claims: open(database.address('caretrail_claims')),
    chain: open(database.address('caretrail_chain')),
  };
  await pools.admin.unsafe(DATA);
  await pools.admin.unsafe('vacuum analyze');
  const encounters = await pools.admin<{ id: string }[]>`
    select id from patients.encounter where custodian = 'h1' order by id limit 100`;
  const ids = { patient: id('p31'), encounters: encounters.map((row) => row.id) };
  console.log(['', ...names].join(' | '));
  console.log(['no policy', ...(await figures(pools, null, ids))].join(' | '));
  for (const caller of CALLERS) console.log([caller[0], ...(await figures(pools, caller, ids))].join(' | '));
  for (const pool of Object.values(pools)) await pool.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
