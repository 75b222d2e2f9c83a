import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { Home } from './home.ts';
import { readRunFile } from './run-file.ts';

/** Held while a process owns a home; the kernel lets go of it when the process dies, however it dies. */
export interface HomeLock {
  release(): Promise<void>;
}

/** Longest socket path that every supported kernel takes. */
const LONGEST_PATH = 100;

function address(home: string): string {
  const real = realpathSync(home);
  const digest = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\caretrail-${digest}`;
  const beside = join(real, 'lock');
  return beside.length <= LONGEST_PATH ? beside : join(tmpdir(), `caretrail-${digest}.lock`);
}

/** True if a living process answers at the lock's address. */
export function isHeld(home: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address(home));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

/** Takes the home for this process; throws {@link StartError} if another one has it. */
export async function takeLock(home: Home): Promise<HomeLock> {
  const path = address(home.path);
  if (await isHeld(home.path)) {
    const url = readRunFile(home)?.url;
    throw new StartError(
      url === undefined
        ? `Caretrail is starting or stopping on ${home.path}: try again in a moment, or set CARETRAIL_HOME.`
        : `Caretrail is already running on ${home.path}, at ${url}: use it, stop it first, or set CARETRAIL_HOME.`,
    );
  }
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const server = await listen(path);
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
