import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServerConfig } from './config.ts';

export interface Benched {
  readonly url: string;
  readonly pid: number;
  stop(): void;
}

/** Starts a server in a process of its own, so that neither shares a heap or a loop with the other or the client. */
export async function startServerOf(config: ServerConfig): Promise<Benched> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  child.stdin.write(`${JSON.stringify(config)}\n`);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error('a benched server ended')));
  });
  return { url, pid: child.pid ?? 0, stop: () => child.stdin.end() };
}
