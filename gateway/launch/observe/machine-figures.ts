import { readFile, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, loadavg, totalmem } from 'node:os';

/** What the machine has, and what is left of it; bytes. */
export interface MachineFigures {
  readonly processors: number;
  /** Processes that wanted to run, on average over the last minute. */
  readonly load: number;
  readonly memory: { readonly total: number; readonly available: number };
  /** Of the file system that holds the home. */
  readonly disk: { readonly total: number; readonly available: number };
}

/** What can still be given out, caches included; Node's own figure leaves them out. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(text) ?? [];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

export async function machineFigures(home: string): Promise<MachineFigures> {
  const { bsize, blocks, bavail } = await statfs(home);
  return {
    processors: availableParallelism(),
    load: loadavg()[0] ?? 0,
    memory: { total: totalmem(), available: await availableMemory() },
    disk: { total: blocks * bsize, available: bavail * bsize },
  };
}
