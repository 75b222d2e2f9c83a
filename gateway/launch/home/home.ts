import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';

/** Layout version of a home; raised when an older program could not read what a newer one wrote. */
const HOME_VERSION = 1;

/** The folder that holds everything a deployment keeps: database, ledger, keys. */
export interface Home {
  readonly path: string;
  readonly postgres: string;
  readonly ledger: string;
  readonly logs: string;
  /** Sockets between our processes, where nobody else may go. */
  readonly sockets: string;
  readonly secrets: string;
  /** Private keys of persons of the demo, for whom `caretrail consent` signs. */
  readonly personKeys: string;
  readonly identity: string;
  readonly run: string;
}

export function homeAt(path: string): Home {
  return {
    path,
    postgres: join(path, 'postgres'),
    ledger: join(path, 'ledger'),
    logs: join(path, 'log'),
    sockets: join(path, 'socket'),
    secrets: join(path, 'secrets.json'),
    personKeys: join(path, 'person-keys'),
    identity: join(path, 'deployment.json'),
    run: join(path, 'run.json'),
  };
}

/** Whether a program has made a home here. */
export const isHome = (path: string): boolean => existsSync(join(path, 'version'));

/** What file systems and desktops put into a folder that is otherwise empty. */
const NOBODYS = ['lost+found', '.DS_Store'];

const isForeign = (name: string): boolean => !NOBODYS.includes(name);

/**
 * @throws StartError for a folder that cannot be written, holds something else, or was made by a newer program
 */
export function requireHome(path: string): void {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
  } catch (cause) {
    throw new StartError(
      `CARETRAIL_HOME ${path} cannot be written: choose another folder or change its rights.`,
      { cause },
    );
  }
  if (!isHome(path)) {
    if (!readdirSync(path).some(isForeign)) return;
    throw new StartError(`CARETRAIL_HOME ${path} holds other files: choose an empty folder, or a new one.`);
  }
  const file = join(path, 'version');
  const found = Number(readFileSync(file, 'utf8').trim());
  if (!Number.isInteger(found) || found < 1)
    throw new StartError(`${file} is damaged: write ${HOME_VERSION} into it, or restore it from a backup.`);
  if (found > HOME_VERSION)
    throw new StartError(
      `CARETRAIL_HOME ${path} was made by a newer Caretrail (version ${found}): update the program.`,
    );
}

/** Makes the folder if need be, for the owner only; throws as {@link requireHome} does. */
export function openHome(path: string): Home {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    // The reason is told next: it cannot be written.
  }
  requireHome(path);
  if (!isHome(path)) writeFileSync(join(path, 'version'), `${HOME_VERSION}\n`);
  // PostgreSQL refuses to run as root; started by root it runs as a user of its own, who must pass through here.
  chmodSync(path, 0o711);
  return homeAt(path);
}
