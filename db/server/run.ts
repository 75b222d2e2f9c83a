import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { start } from './command.ts';
import { type ServerConfig, serverFlags } from './config.ts';
import { freePort } from './port.ts';
import { endForgotten, isReady } from './postmaster.ts';

const STOP_WITHIN = 15_000;
const START_WITHIN = 60_000;
const TRIES = 30;

/** A running PostgreSQL that is a child of this process. */
export interface Running {
  readonly port: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server on a free port, making its folder and clearing what a crash left, and waits until it is ready. */
export async function run(config: Required<ServerConfig>): Promise<Running> {
  const binaries = findBinaries();
  const account = await serverAccount();
  await openCluster(binaries, config, account);
  await endForgotten(config.folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = config.port === 0 ? await freePort() : config.port;
    const child = startPostgres(binaries, config, account, port);
    const ended = once(child, 'exit').then(() => undefined);
    if (await ready(child, config.folder)) return { port, ended, stop: () => stop(child, ended) };
    // Backends of a killed server may hold its shared memory for a moment; or somebody was quicker with the port.
    if (attempt === TRIES) throw new Error('PostgreSQL does not start; its last words are above.');
    await wait(300);
  }
}

function startPostgres(
  { postgres }: Binaries,
  { folder, durable }: Required<ServerConfig>,
  account: Account | null,
  port: number,
): ChildProcess {
  const child = start({
    program: postgres,
    args: ['-D', folder, ...serverFlags(durable, port)],
    account,
    paths: [folder, postgres],
    errors: 'pipe',
  });
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => process.stderr.write(`${line}\n`));
  return child;
}

async function ready(child: ChildProcess, folder: string): Promise<boolean> {
  const until = Date.now() + START_WITHIN;
  while (child.exitCode === null && child.signalCode === null) {
    if (isReady(folder, child.pid)) return true;
    if (Date.now() > until) throw new Error('PostgreSQL does not become ready.');
    await wait(15);
  }
  return false;
}

/** SIGINT: sessions are ended, what is committed stays, a checkpoint makes the next start quick. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), STOP_WITHIN);
  await ended;
  clearTimeout(late);
}
