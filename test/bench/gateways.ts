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
import { installHive, startHive } from './gateways/hive.ts';
import { type Benched, cpuOf, startProcess } from './gateways/start-process.ts';
import { benchDatabase } from './hub/database.ts';
import { ask, median, round, stopClients } from './hub/load.ts';
import type { Measurement } from './measurement.ts';

const ROUNDS = 8;
const ROUND = 3_000;
const NAMES = ['patients', 'claims', 'chain'] as const;

type Server = Benched<{ readonly url: string }>;

/** The hospital's supergraph, as the hub plans over it, with the addresses of the open doors. */
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
  readonly file: string;
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

interface Figures {
  readonly rate: number[];
  /** Milliseconds of the gateway's CPU for one answer. */
  readonly cpu: number[];
}

/** Rounds are interleaved, and whoever comes first in a turn comes last in the next. */
async function measure(servers: ReadonlyMap<string, Server>): Promise<ReadonlyMap<string, Figures>> {
  const figures = new Map<string, Figures>();
  for (const [name, { addresses }] of servers) {
    process.stdout.write(`${name}: ${await ask(addresses.url, 20)} bytes\n`);
    await round(addresses.url, ROUND);
    figures.set(name, { rate: [], cpu: [] });
  }
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const [name, { addresses, pid }] of turn % 2 === 0 ? servers : [...servers].reverse()) {
      const before = cpuOf(pid);
      const { answers, rate } = await round(addresses.url, ROUND);
      figures.get(name)?.rate.push(rate);
      figures.get(name)?.cpu.push((cpuOf(pid) - before) / answers);
    }
  return figures;
}

/** Every gateway over the same three processes. */
async function compare(shared: Shared, fromMemory: boolean): Promise<readonly Measurement[]> {
  const { caller, file } = shared;
  const running: { stop(): void }[] = [];
  const keep = <One extends { stop(): void }>(one: One): One => {
    running.push(one);
    return one;
  };
  try {
    const { privateJwk, publicJwk } = makeContextKey();
    const subgraphs = (await startSubgraphs(shared, publicJwk, fromMemory)).map(keep);
    const addresses = (door: 'signed' | 'open') => ({
      patients: subgraphs[0]?.addresses[door] ?? '',
      claims: subgraphs[1]?.addresses[door] ?? '',
      chain: subgraphs[2]?.addresses[door] ?? '',
    });
    writeFileSync(file, supergraph(addresses('open')));
    const hub = { process: 'hub', key: privateJwk, subgraphs: addresses('signed'), caller } as const;
    const servers = new Map<string, Server>([
      ['hub', keep(await startProcess(hub))],
      ['@apollo/gateway', keep(await startProcess({ process: 'apollo', supergraph: file }))],
      ['Hive Gateway', keep(await startHive(file, 'JavaScript'))],
      ['Hive Gateway, Rust planner', keep(await startHive(file, 'Rust'))],
    ]);
    const figures = await measure(servers);
    const words = fromMemory ? ', subgraphs answering from memory' : '';
    const told = (name: string, kind: keyof Figures, unit: string): Measurement => {
      const [own, ...others] = [...figures].map(([who, values]) => ({
        name: who,
        value: median(values[kind]),
      }));
      return { name: `${name}${words}`, value: own?.value ?? Number.NaN, unit, baseline: null, others };
    };
    return [told('hub over HTTP', 'rate', 'per second'), told('CPU of the hub for one answer', 'cpu', 'ms')];
  } finally {
    for (const one of running) one.stop();
  }
}

/**
 * The hub over HTTP against other gateways on the same subgraph processes. The hub signs, and its subgraphs verify and record
 * each context; the others ask at an open door of the same processes, and authorise nothing. Once with the subgraphs as they
 * are, which take most of both cores, and once with subgraphs that answer from memory, which leaves the gateways' own work.
 */
export async function run(): Promise<readonly Measurement[]> {
  installHive();
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-gateways-'));
  const database = await benchDatabase();
  try {
    const { organization, subject } = database.config;
    const who = { tier: 'hospital', role: 'clinician', purpose: 'TREAT', purposes: ['TREAT'] } as const;
    const caller: Caller = { ...PUBLIC_CALLER, ...who, organization, subject };
    const shared = { database, caller, file: join(folder, 'supergraph.graphql') };
    return [...(await compare(shared, false)), ...(await compare(shared, true))];
  } finally {
    stopClients();
    await database.stop();
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
