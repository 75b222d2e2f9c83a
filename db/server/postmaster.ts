import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const lockFile = (folder: string) => join(folder, 'postmaster.pid');

/** Lines of `postmaster.pid`: process id first, the state of the server eighth. */
function lines(folder: string): readonly string[] {
  try {
    return readFileSync(lockFile(folder), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** True when the server of this process id says that it takes connections. */
export function isReady(folder: string, pid: number | undefined): boolean {
  const found = lines(folder);
  return Number(found[0]) === pid && found[7]?.trim() === 'ready';
}

/**
 * Ends a server that a killed launcher left behind, and removes the lock file of one that is gone: after a restart of
 * the machine its process id may belong to somebody else, whom PostgreSQL would take for a rival.
 */
export async function endForgotten(folder: string, patience = 10_000): Promise<void> {
  const pid = Number(lines(folder)[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const until = Date.now() + patience;
  if (isOurs(pid, folder)) {
    signal(pid, 'SIGINT');
    while (isOurs(pid, folder)) {
      if (Date.now() > until) signal(pid, 'SIGQUIT');
      await wait(50);
    }
  }
  rmSync(lockFile(folder), { force: true });
}

function isOurs(pid: number, folder: string): boolean {
  if (!signal(pid, 0)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
