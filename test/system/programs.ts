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

async function startProgram(entry: string, environment: Record<string, string>): Promise<Program> {
  const env = { PATH: process.env['PATH'] ?? '', PORT: '0', NOTICE_SECONDS: '0.6', ...environment };
  const child = spawn(process.execPath, [join(root, entry)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const logged: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => logged.push(text));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`${entry} has ended: ${logged.join('')}`);
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
  const { url, home } = inject('system');
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-programs-'));
  await caretrail(['secrets', folder]);
  const trust = join(folder, 'trust.json');
  writeFileSync(trust, await (await fetch(`${url}/trust.json`)).text());
  const { database } = z
    .object({ database: z.string() })
    .parse(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')));
  const secrets = secretsShape.parse(JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')));
  const { address } = databaseAt(database, passwordsFrom(secrets.database));
  // As before an update: all that it would do is done already.
  const prepared = await startProgram('gateway/launch/prepare.ts', {
    DATABASE_URL: database,
    DATABASE_PASSWORDS: JSON.stringify(passwordsFrom(secrets.database)),
  });
  await prepared.ended;
  const shared = {
    ...watched,
    CONTEXT_KEYS: join(folder, 'context-keys.json'),
    CURSOR_KEY: secrets.cursor,
    TRUST_FILE: trust,
  };
  const [patients, claims, chain] = await Promise.all([
    startProgram('subgraphs/patients/serve.ts', {
      ...shared,
      DATABASE_LOGIN_URL: address('caretrail_patients'),
      PSEUDONYM_KEY: secrets.pseudonym,
    }),
    startProgram('subgraphs/claims/serve.ts', { ...shared, DATABASE_LOGIN_URL: address('caretrail_claims') }),
    startProgram('subgraphs/chain/serve.ts', {
      ...shared,
      DATABASE_LOGIN_URL: address('caretrail_chain'),
      LEDGER_PROFILE: join(home, 'ledger', 'profile.json'),
    }),
  ]);
  const subgraphs = { patients, claims, chain };
  const started: Program[] = [patients, claims, chain];
  return {
    startWorker: () =>
      startProgram('gateway/launch/serve-worker.ts', {
        ...watched,
        DATABASE_LOGIN_URL: address('caretrail_worker'),
        LEDGER_PROFILE: join(home, 'ledger', 'profile.json'),
        CARETRAIL_HOME: home,
      }),
    subgraphs,
    async startHub(environment = {}) {
      const hub = await startProgram('gateway/launch/serve-hub.ts', {
        ...watched,
        OIDC_ISSUER: `${url}/oidc`,
        SUBGRAPH_PATIENTS_URL: patients.url,
        SUBGRAPH_CLAIMS_URL: claims.url,
        SUBGRAPH_CHAIN_URL: chain.url,
        CONTEXT_KEY_FILE: join(folder, 'context-key.json'),
        TRUST_FILE: trust,
        ...environment,
      });
      started.push(hub);
      return hub;
    },
    async stop() {
      await Promise.all(started.filter(({ child }) => child.exitCode === null).map((one) => one.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
