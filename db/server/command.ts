import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

/** One of the server's programs, its arguments and who runs it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly account: Account | null;
  /** What the account must be able to reach. */
  readonly paths: readonly string[];
  readonly errors: 'inherit' | 'pipe';
}

const SETPRIV = '/usr/bin/setpriv';

/** Starts a program as the account, in a process group of its own so that a terminal's Ctrl-C does not reach it. */
export function start({ program, args, account, paths, errors }: Command): ChildProcess {
  const options = {
    stdio: ['ignore', 'ignore', errors] satisfies ['ignore', 'ignore', 'inherit' | 'pipe'],
    detached: true,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
  };
  if (!account) return spawn(program, args, options);
  const closed = paths.map((path) => closedTo(path, account)).find((folder) => folder !== null);
  if (closed === undefined) return spawn(program, args, { ...options, ...account });
  if (!existsSync(SETPRIV))
    throw new Error(
      `PostgreSQL's user cannot pass through ${closed}: allow it (chmod o+x), or move the folder.`,
    );
  return spawn(SETPRIV, [...throughClosedFolders(account), program, ...args], options);
}

/** A clone under /root or in a private temporary folder: the user gets root's right to pass, and no other of root's. */
function throughClosedFolders({ uid, gid }: Account): string[] {
  const rights = '-all,+dac_override';
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    ...[`--inh-caps=${rights}`, `--ambient-caps=${rights}`, `--bounding-set=${rights}`],
    '--',
  ];
}

/** The first folder above a path that the account may not pass through, or null. */
function closedTo(path: string, { uid, gid }: Account): string | null {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}
