import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { databaseAt, passwordsFrom } from '@caretrail/db/server';
import { inject } from 'vitest';
import { z } from 'zod';
import { caretrail } from './caretrail.ts';

const root = join(import.meta.dirname, '..', '..');
const readyShape = z.object({
  ready: z.object({ url: z.string().default(''), metrics: z.string().default('') }),
});
const secretsShape = z.object({
  database: z.record(z.string(), z.string()),
  cursor: z.string(),
  pseudonym: z.string(),
});

/** A program of the deployment, as an orchestrator runs it: told by its environment, stopped by SIGTERM. */
export interface Program {
  /** Empty where it does not listen. */
  readonly url: string;
  /** Empty where `METRICS_PORT` is off. */
  readonly metrics: string;
  /** What it has logged so far. */
  log(): string;
  readonly child: ChildProcess;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  stop(): Promise<number | null>;
}

/** A program with all that it is told. */
export interface Plan {
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
}

export async function startProgram(
  plan: Plan,
  more: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', PORT: '0', NOTICE_SECONDS: '0.6' },
    ...plan.environment,
    ...more,
  };
  const child = spawn(process.execPath, [join(root, plan.entry)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => logged.push(text));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`${plan.entry} has ended: ${logged.join('')}`);
  const { url, metrics } = readyShape.parse(JSON.parse(String(first[0]))).ready;
  const ended = once(child, 'exit').then(() => child.exitCode);
  return {
    url,
    metrics,
    log: () => logged.join(''),
    child,
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The programs of a deployment whose parts run alone, beside a running system and on its database, ledger and issuer. */
export interface Plans {
  readonly prepare: Plan;
  readonly worker: Plan;
  readonly subgraphs: Readonly<Record<'patients' | 'claims' | 'chain', Plan>>;
  /** @param addresses - of the subgraphs */
  hub(addresses: Readonly<Record<'patients' | 'claims' | 'chain', string>>): Plan;
}

/** @param folder - takes the keys that hubs and subgraphs know each other by */
export async function planPrograms(
  { url, home }: { readonly url: string; readonly home: string },
  folder: string,
): Promise<Plans> {
  await caretrail(['secrets', folder], { CARETRAIL_HOME: home });
  const trust = join(folder, 'trust.json');
  writeFileSync(trust, await (await fetch(`${url}/trust.json`)).text());
  const { database } = z
    .object({ database: z.string() })
    .parse(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')));
  const secrets = secretsShape.parse(JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')));
  const passwords = passwordsFrom(secrets.database);
  const { address } = databaseAt(database, passwords);
  const LEDGER_PROFILE = join(home, 'ledger', 'profile.json');
  const subgraph = (
    name: 'patients' | 'claims' | 'chain',
    more: Readonly<Record<string, string>> = {},
  ): Plan => ({
    entry: `subgraphs/${name}/serve.ts`,
    environment: {
      CONTEXT_KEYS: join(folder, 'context-keys.json'),
      CURSOR_KEY: secrets.cursor,
      TRUST_FILE: trust,
      DATABASE_LOGIN_URL: address(`caretrail_${name}`),
      ...more,
    },
  });
  return {
    prepare: {
      entry: 'gateway/launch/prepare.ts',
      environment: { DATABASE_URL: database, DATABASE_PASSWORDS: JSON.stringify(passwords) },
    },
    worker: {
      entry: 'gateway/launch/serve-worker.ts',
      environment: {
        DATABASE_LOGIN_URL: address('caretrail_worker'),
        LEDGER_PROFILE,
        CARETRAIL_HOME: home,
      },
    },
    subgraphs: {
      patients: subgraph('patients', { PSEUDONYM_KEY: secrets.pseudonym }),
      claims: subgraph('claims'),
      chain: subgraph('chain', { LEDGER_PROFILE }),
    },
    hub: ({ patients, claims, chain }) => ({
      entry: 'gateway/launch/serve-hub.ts',
      environment: {
        OIDC_ISSUER: `${url}/oidc`,
        SUBGRAPH_PATIENTS_URL: patients,
        SUBGRAPH_CLAIMS_URL: claims,
        SUBGRAPH_CHAIN_URL: chain,
        CONTEXT_KEY_FILE: join(folder, 'context-key.json'),
        DATABASE_LOGIN_URL: address('caretrail_hub'),
        TRUST_FILE: trust,
      },
    }),
  };
}

export interface Programs {
  startHub(environment?: Record<string, string>): Promise<Program>;
  /** A second worker, beside the running system's. */
  startWorker(): Promise<Program>;
  readonly subgraphs: Readonly<Record<'patients' | 'claims' | 'chain', Program>>;
  stop(): Promise<void>;
}

/**
 * The subgraphs of the running system a second time, each in a process of its own, and hubs that ask them.
 * @param watched - settings of all of them: log, metrics, traces
 */
export async function startPrograms(watched: Record<string, string> = {}): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-programs-'));
  const plans = await planPrograms(inject('system'), folder);
  // As before an update: all that it would do is done already.
  const prepared = await startProgram(plans.prepare);
  await prepared.ended;
  const [patients, claims, chain] = await Promise.all([
    startProgram(plans.subgraphs.patients, watched),
    startProgram(plans.subgraphs.claims, watched),
    startProgram(plans.subgraphs.chain, watched),
  ]);
  const hub = plans.hub({ patients: patients.url, claims: claims.url, chain: chain.url });
  const started: Program[] = [patients, claims, chain];
  return {
    startWorker: () => startProgram(plans.worker, watched),
    subgraphs: { patients, claims, chain },
    async startHub(environment = {}) {
      const program = await startProgram(hub, { ...watched, ...environment });
      started.push(program);
      return program;
    },
    async stop() {
      await Promise.all(started.filter(({ child }) => child.exitCode === null).map((one) => one.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
