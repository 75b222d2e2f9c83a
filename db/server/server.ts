import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ServerConfig, SUPERUSER } from './config.ts';

/** Entry of the server process, for a launcher that keeps its own children; its configuration is {@link ServerConfig}. */
export const serverProgram = join(import.meta.dirname, 'main.ts');

/** Connection address of the superuser of an embedded server; to be shown to nobody. */
export const adminAddress = (port: number, password: string): string =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

/** An embedded PostgreSQL in a process of its own. */
export interface Server {
  readonly port: number;
  /** Id of the process above PostgreSQL's own. */
  readonly pid: number;
  /** See {@link adminAddress}. */
  readonly admin: string;
  /** Resolves when the process has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions extends ServerConfig {
  /** Where PostgreSQL's log goes: a file descriptor, our own standard error (default), or nowhere. */
  readonly log?: 'inherit' | 'ignore' | number;
}

/** Starts the embedded server; it ends with this process, also when this process is killed. */
export async function startServer({ log = 'inherit', ...config }: ServerOptions): Promise<Server> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', serverProgram], {
    stdio: ['pipe', 'pipe', log],
    detached: true,
  });
  const ended = once(child, 'exit').then(() => undefined);
  child.stdin?.on('error', () => {}); // a process that is gone cannot be told anything: `ended` says so
  child.stdin?.write(`${JSON.stringify(config)}\n`);
  const port = await readyPort(child);
  return {
    port,
    pid: child.pid ?? 0,
    admin: adminAddress(port, config.password),
    ended,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The database server ended while starting.')));
    if (!child.stdout) throw new Error('The database server has no output.');
    createInterface({ input: child.stdout }).once('line', (line) => resolve(parseReady(JSON.parse(line))));
  });
}

function parseReady(message: unknown): number {
  if (typeof message === 'object' && message !== null && 'ready' in message) {
    const { ready } = message;
    if (typeof ready === 'object' && ready !== null && 'port' in ready && typeof ready.port === 'number')
      return ready.port;
  }
  throw new Error('The database server did not say where it listens.');
}
