import { connect } from '@caretrail/db';
import { cpuOf, cpuOfPostgres } from './gateways/cpu.ts';
import type { ServerConfig } from './hub/config.ts';
import { benchDatabase } from './hub/database.ts';
import { ask, median, round, stopClients } from './hub/load.ts';
import { type Benched, startServerOf } from './hub/start-server.ts';
import type { Measurement } from './measurement.ts';

const ROUNDS = 8;
const ROUND = 3_000;
const LAYERS = ['all', 'no event', 'none'] as const satisfies readonly ServerConfig['layers'][];

/** Lets the clinician see whatever there is, so that the same page is read with rights and without. */
async function openAll({
  superuser,
  organization,
}: Pick<ServerConfig, 'superuser' | 'organization'>): Promise<void> {
  const admin = connect(superuser, { max: 1 });
  await admin`delete from access.consent`;
  await admin`insert into access.treating select ${organization}, id, timestamptz '2099-01-01' from patients.patient
    on conflict (member, patient) do update set until = excluded.until`;
  for (const table of ['patients.encounter', 'patients.encounter_detail', 'provenance.version'])
    await admin`update ${admin(table)} set sensitivity = 'N' where sensitivity <> 'N'`;
  await admin.unsafe('vacuum analyze');
  await admin.end();
}

/** Milliseconds of CPU for one answer, of the hub with its subgraphs and of PostgreSQL. */
async function costOf({ url, pid }: Benched): Promise<number> {
  const used = () => cpuOf(pid) + cpuOfPostgres();
  const before = used();
  const { answers } = await round(url, ROUND);
  return (used() - before) / answers;
}

/** Figures by layers, turn by turn: what is compared was measured within seconds. */
async function measure(
  servers: ReadonlyMap<string, Benched>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const costs = new Map<string, number[]>();
  for (const [layers, { url }] of servers) {
    process.stdout.write(`${layers}: ${await ask(url, 20)} bytes\n`);
    await round(url, ROUND);
    costs.set(layers, []);
  }
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const [layers, server] of turn % 2 === 0 ? servers : [...servers].reverse())
      costs.get(layers)?.push(await costOf(server));
  return costs;
}

/**
 * What guarding costs: CPU for one answer of a page over three subgraphs, with authorisation, transactions, row-level
 * security and durable access events, against the same hub on a superuser's connections under a catalogue that opens
 * everything; and against the same without the event alone.
 */
export async function run(): Promise<readonly Measurement[] | null> {
  // CPU of PostgreSQL's processes is read from /proc.
  if (process.platform !== 'linux') return null;
  const database = await benchDatabase();
  const servers = new Map<string, Benched>();
  try {
    await openAll(database.config);
    for (const layers of LAYERS)
      servers.set(
        layers,
        await startServerOf({ ...database.config, server: 'hub', executor: 'own', layers }),
      );
    const costs = await measure(servers);
    const cost = (layers: (typeof LAYERS)[number]) => median(costs.get(layers) ?? []);
    return [
      {
        ...{ name: 'access, CPU of a guarded answer', value: cost('all'), unit: 'ms' },
        baseline: { name: 'an answer that nothing guards', value: cost('none') },
        others: [{ name: 'one that leaves no access event', value: cost('no event') }],
      },
    ];
  } finally {
    for (const server of servers.values()) server.stop();
    stopClients();
    await database.stop();
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
