import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOGINS } from '@caretrail/db/server';
import type { MetricsServer } from '@caretrail/kit/observe';
import { type Home, openHome } from '../home/home.ts';
import { identify } from '../home/identity.ts';
import { takeLock } from '../home/lock.ts';
import { removeRunFile, writeRunFile } from '../home/run-file.ts';
import { openSecrets, SUPERUSER } from '../home/secrets.ts';
import type { Supervised } from '../process/supervise.ts';
import type { Settings } from '../settings.ts';
import { anchored } from './anchored.ts';
import { startDatabase } from './database.ts';
import { makeDemo } from './demo.ts';
import { buildExplorer } from './explorer-build.ts';
import { startHub } from './hub.ts';
import { startLedger } from './ledger.ts';
import type { Needs } from './needs.ts';
import { claimPort } from './ports.ts';
import type { Progress } from './progress.ts';
import { startWorkerProcess } from './worker.ts';

/** A running deployment. */
export interface System {
  /** Origin of hub and explorer. */
  readonly url: string;
  readonly home: string;
  /** Resolves with a sentence when a part ended too often to go on. */
  readonly lost: Promise<string>;
  /** Stops everything in order: hub, worker, ledger, chaincode, database. */
  stop(): Promise<void>;
}

/** Stops in the reverse of the order of starting; every step is tried, and the first failure is thrown at the end. */
class Cleanup {
  readonly #steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) await step().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}

/** What came of a part, or null where it could not be started: whatever did start must be stopped. */
const settled = <Value>(part: Promise<Value>): Promise<Value | null> => part.catch(() => null);

/** Serves the metrics of all processes, if METRICS_PORT says so; only then is their code loaded. */
async function startMetrics(
  { metricsPort }: Settings,
  home: Home,
  running: readonly Supervised[],
): Promise<MetricsServer | null> {
  if (metricsPort === null) return null;
  const { serveSystemMetrics } = await import('../observe/system-metrics.ts');
  return serveSystemMetrics(metricsPort, home.path, running);
}

/** Starts everything; what was started is stopped again when a later part cannot be, or when `signal` asks. */
export async function startSystem(
  settings: Settings,
  progress: Progress,
  signal?: AbortSignal,
): Promise<System> {
  const home = openHome(settings.home);
  const cleanup = new Cleanup();
  const lock = await takeLock(home);
  cleanup.add(() => lock.release());
  const running: Supervised[] = [];
  const keep = (process: Supervised | null) => {
    if (process === null) return;
    cleanup.add(() => process.stop());
    running.push(process);
  };
  const log = (line: string) => progress.say(line);
  try {
    const port = await claimPort('PORT', settings.port);
    if (settings.metricsPort !== null) await claimPort('METRICS_PORT', settings.metricsPort);
    mkdirSync(home.logs, { recursive: true, mode: 0o700 });
    const identity = identify(home, settings.databaseUrl === null ? 'embedded' : 'external');
    const secrets = await openSecrets(home.secrets, [SUPERUSER, ...LOGINS]);
    const building = buildExplorer(join(home.logs, 'explorer.log'), log);
    const database = startDatabase(settings, home, identity, secrets, log);
    const ledger = startLedger(settings, home, identity, log);
    // Hub and worker load their code meanwhile, and are told the addresses when all that they need is there.
    const needs = Promise.all([database, ledger, building]).then(
      ([
        {
          database: { address },
        },
        { place },
      ]): Needs => ({ settings, home, secrets, port, ledger: place, address }),
    );
    const hub = startHub(home, needs, log);
    const worker = startWorkerProcess(home, needs, log);
    await Promise.allSettled([database, ledger, hub, worker]);
    keep(await settled(database.then(({ server }) => server)));
    for (const process of (await settled(ledger))?.processes ?? []) keep(process);
    keep(await settled(worker));
    keep(await settled(hub.then((started) => started.process)));
    const { address } = await needs;
    const { url, process: hubProcess } = await hub;
    await worker;
    signal?.throwIfAborted();
    const { admin } = (await database).database;
    const metrics = await startMetrics(settings, home, running);
    if (metrics) cleanup.add(() => metrics.close());
    writeRunFile(home, { pid: process.pid, url, database: admin, metrics: metrics?.url ?? null });
    cleanup.add(async () => removeRunFile(home));
    if (settings.demo) await makeDemo(settings, address('caretrail_import'), progress, signal);
    if (settings.demo) await anchored(address('caretrail_worker'), progress, signal);
    hubProcess.announce({ ready: true });
    return {
      url,
      home: home.path,
      lost: Promise.race(running.map((one) => one.lost)),
      stop: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}
