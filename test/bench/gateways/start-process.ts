import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ProcessConfig } from './config.ts';

const env = { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' };

export interface Benched<Addresses> {
  readonly addresses: Addresses;
  readonly pid: number;
  stop(): void;
}

/** Starts a process of the bench's own; its addresses come as one line of JSON. */
export async function startProcess<Addresses>(config: ProcessConfig): Promise<Benched<Addresses>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'process.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  child.stdin.write(`${JSON.stringify(config)}\n`);
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the ${config.process} ended`))),
  ]);
  return { addresses: JSON.parse(line), pid: child.pid ?? 0, stop: () => child.stdin.end() };
}
