import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const entry = join(import.meta.dirname, '..', '..', 'gateway', 'launch', 'start.ts');

/** `npm start` without npm, told by its environment; ready when it has said how to stop. */
export async function launch(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const env = { ...process.env, PORT: '0', ...environment };
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.includes('Ctrl-C')) return child;
  throw new Error('the system did not start');
}

/** Processes whose parent is this one, by the part of the command line that tells them apart. */
export function children(parent: number | undefined): ReadonlyMap<string, number> {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const mine = listed.map((line) => line.trim().split(/\s+/)).filter(([, of]) => Number(of) === parent);
  return new Map(
    mine.map(([pid, , ...args]) => [args.at(-1)?.split('/').slice(-2).join('/') ?? '', Number(pid)]),
  );
}
