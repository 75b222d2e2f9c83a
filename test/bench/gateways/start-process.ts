import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
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

/** Milliseconds of CPU that a process and its children have used; Linux counts in hundredths of a second. */
export function cpuOf(root: number): number {
  const read = (pid: number) => {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return { parent: Number(fields[1]), used: (Number(fields[11]) + Number(fields[12])) * 10 };
    } catch {
      return null; // it ended while we looked
    }
  };
  const all = readdirSync('/proc').flatMap((name) => {
    const found = /^\d+$/.test(name) ? read(Number(name)) : null;
    return found ? [{ pid: Number(name), ...found }] : [];
  });
  const below = (pid: number): number =>
    all.filter(({ parent }) => parent === pid).reduce((sum, { pid: child }) => sum + below(child), own(pid));
  const own = (pid: number) => all.find((one) => one.pid === pid)?.used ?? 0;
  return below(root);
}
