import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainSdl } from '@caretrail/chain';
import { claimsSdl } from '@caretrail/claims';
import { CATALOGUE, type Caller, PUBLIC_CALLER } from '@caretrail/kit';
import { makeContextKey } from '@caretrail/kit/remote';
import { patientsSdl } from '@caretrail/patients';
import { compose } from '../../gateway/compose/compose.ts';
import { buildView } from '../../gateway/tiers/view.ts';
import type { SigningConfig } from './gateways/config.ts';
import { cpuOf, cpuOfPostgres } from './gateways/cpu.ts';
import { installHive, startHive } from './gateways/hive.ts';
import { type Benched, startProcess } from './gateways/start-process.ts';
import { benchDatabase } from './hub/database.ts';
import { ask, median, round, stopClients } from './hub/load.ts';
import type { Measurement } from './measurement.ts';

const ROUNDS = 6;
const ROUND = 3_000;
const NAMES = ['patients', 'claims', 'chain'] as const;

type Server = Benched<{ readonly url: string }>;

type Doors = Readonly<Record<(typeof NAMES)[number], string>>;

/** The hospital's supergraph, as the hub plans over it, with the addresses of doors. */
function supergraph(doors: Readonly<Record<string, string>>): string {
  const sdls = { patients: patientsSdl(), claims: claimsSdl(), chain: chainSdl() };
  const subgraphs = Object.entries(sdls).map(([name, sdl]) => ({ name, sdl }));
  const { supergraphSdl } = buildView('hospital', compose(subgraphs, CATALOGUE));
  // The Rust planner reads no extension of the schema: what it links is said with the rest.
  const [extension = '', link = ''] = /\nextend schema (@link\([^\n]*\))\n/.exec(supergraphSdl) ?? [];
  const whole = supergraphSdl.replace(extension, '\n').replace(/^schema /, `schema ${link} `);
  return whole.replaceAll(/local:(\w+)/g, (_, name) => `${doors[name]}/graphql`);
}

interface Shared {
  readonly database: Awaited<ReturnType<typeof benchDatabase>>;
  readonly caller: Caller;
  readonly folder: string;
}

function startSubgraphs({ database, caller }: Shared, key: object, fromMemory: boolean) {
  const { logins, connections } = database.config;
  return Promise.all(
    NAMES.map((name) =>
      startProcess<{ signed: string; open: string }>({
        process: 'subgraph',
        name,
        login: logins[name],
        connections,
        key: { kid: '', ...key },
        caller,
        fromMemory,
      }),
    ),
  );
}

/** Whose CPU is counted. */
const PARTS = ['gateway', 'subgraphs', 'PostgreSQL'] as const;
type Part = (typeof PARTS)[number];

interface Figures {
  readonly rate: number[];
  /** Milliseconds of CPU for one answer. */
  readonly cpu: Readonly<Record<Part, number[]>>;
}

function spent(gateway: Server, subgraphs: readonly { readonly pid: number }[]): Record<Part, number> {
  return {
    gateway: cpuOf(gateway.pid),
    subgraphs: subgraphs.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
    PostgreSQL: cpuOfPostgres(),
  };
}

/** Rounds are interleaved, and whoever comes first in a turn comes last in the next. */
async function measure(
  servers: ReadonlyMap<string, Server>,
  subgraphs: readonly { readonly pid: number }[],
): Promise<ReadonlyMap<string, Figures>> {
  const figures = new Map<string, Figures>();
  for (const [name, { addresses }] of servers) {
    process.stdout.write(`${name}: ${await ask(addresses.url, 20)} bytes\n`);
    await round(addresses.url, ROUND);
    figures.set(name, { rate: [], cpu: { gateway: [], subgraphs: [], PostgreSQL: [] } });
  }
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const [name, server] of turn % 2 === 0 ? servers : [...servers].reverse()) {
      const before = spent(server, subgraphs);
      const { answers, rate } = await round(server.addresses.url, ROUND);
      const after = spent(server, subgraphs);
      const found = figures.get(name);
      found?.rate.push(rate);
      for (const part of PARTS) found?.cpu[part].push((after[part] - before[part]) / answers);
    }
  return figures;
}

/** The others at one kind of door. */
async function startOthers(doors: Doors, signing: SigningConfig | null, folder: string) {
  const file = join(folder, `${signing ? 'signed' : 'open'}.graphql`);
  writeFileSync(file, supergraph(doors));
  const asked = Object.fromEntries(Object.entries(doors).map(([name, url]) => [`${url}/graphql`, name]));
  const hive = { supergraph: file, signing, doors: asked };
  const words = signing ? '' : ', not signing';
  return [
    [
      `@apollo/gateway${words}`,
      await startProcess<{ url: string }>({ process: 'apollo', supergraph: file, signing }),
    ],
    [`Hive Gateway${words}`, await startHive({ ...hive, planner: 'JavaScript' })],
    [`Hive Gateway, Rust planner${words}`, await startHive({ ...hive, planner: 'Rust' })],
  ] as const;
}

/** Every gateway over the same three processes. */
async function compare(shared: Shared, fromMemory: boolean): Promise<readonly Measurement[]> {
  const { caller, folder } = shared;
  const running: { stop(): void }[] = [];
  const keep = <One extends { stop(): void }>(one: One): One => {
    running.push(one);
    return one;
  };
  try {
    const { privateJwk, publicJwk } = makeContextKey();
    const subgraphs = (await startSubgraphs(shared, publicJwk, fromMemory)).map(keep);
    const addresses = (door: 'signed' | 'open'): Doors => ({
      patients: subgraphs[0]?.addresses[door] ?? '',
      claims: subgraphs[1]?.addresses[door] ?? '',
      chain: subgraphs[2]?.addresses[door] ?? '',
    });
    const signing = { key: privateJwk, caller };
    const hub = { process: 'hub', ...signing, subgraphs: addresses('signed') } as const;
    const servers = new Map<string, Server>([
      ['hub', keep(await startProcess(hub))],
      ...(await startOthers(addresses('signed'), signing, folder)),
      ...(await startOthers(addresses('open'), null, folder)),
    ]);
    for (const server of servers.values()) keep(server);
    const figures = await measure(servers, subgraphs);
    const words = fromMemory ? ', subgraphs answering from memory' : '';
    const told = (name: string, unit: string, of: (found: Figures) => readonly number[]): Measurement => {
      const [own, ...others] = [...figures].map(([who, found]) => ({ name: who, value: median(of(found)) }));
      return { name: `${name}${words}`, value: own?.value ?? Number.NaN, unit, baseline: null, others };
    };
    return [
      told('hub over HTTP', 'per second', ({ rate }) => rate),
      ...PARTS.map((part) => told(`CPU of the ${part} for one answer`, 'ms', ({ cpu }) => cpu[part])),
    ];
  } finally {
    for (const one of running) one.stop();
  }
}

/**
 * The hub over HTTP against other gateways on the same subgraph processes. Each of the others is there twice: once at the
 * product's door, signing every fetch as the hub does by the hooks it has for headers, and once at an open door of the same
 * processes, spared what a context costs. None of them authorises anything. Once with the subgraphs as they are, and once
 * with subgraphs that answer from memory, which leaves the gateways' own work.
 */
export async function run(fromMemory = [false, true]): Promise<readonly Measurement[]> {
  installHive();
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-gateways-'));
  const database = await benchDatabase();
  try {
    const { organization, subject } = database.config;
    const who = { tier: 'hospital', role: 'clinician', purpose: 'TREAT', purposes: ['TREAT'] } as const;
    const caller: Caller = { ...PUBLIC_CALLER, ...who, organization, subject };
    const shared = { database, caller, folder };
    const found: Measurement[] = [];
    for (const kind of fromMemory) found.push(...(await compare(shared, kind)));
    return found;
  } finally {
    stopClients();
    await database.stop();
    rmSync(folder, { recursive: true });
  }
}
