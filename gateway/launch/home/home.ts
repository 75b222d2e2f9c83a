import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
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
    identity: join(path, 'deployment.json'),
    run: join(path, 'run.json'),
  };
}

/** Whether a program has made a home here. */
export const isHome = (path: string): boolean => existsSync(join(path, 'version'));

/** What file systems and desktops put into a folder that is otherwise empty. */
const NOBODYS = ['lost+found', '.DS_Store'];

const isForeign = (name: string): boolean => !NOBODYS.includes(name);

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartError(
      `CARETRAIL_HOME ${path} cannot be written: choose another folder or change its rights.`,
      { cause },
    );
  }
}

/**
 * Makes the folder if need be (owner only). The rights of a folder that holds something else are not ours to change.
 * @throws StartError for one that cannot be written, holds something else, or was made by a newer program
 */
export function openHome(path: string): Home {
  const home = homeAt(path);
  makeFolder(path);
  const file = join(path, 'version');
  if (!isHome(path)) {
    if (readdirSync(path).some(isForeign))
      throw new StartError(`CARETRAIL_HOME ${path} holds other files: choose an empty folder, or a new one.`);
    writeFileSync(file, `${HOME_VERSION}\n`);
  }
  const found = Number(readFileSync(file, 'utf8').trim());
  if (!Number.isInteger(found) || found < 1)
    throw new StartError(`${file} is damaged: write ${HOME_VERSION} into it, or restore it from a backup.`);
  if (found > HOME_VERSION)
    throw new StartError(
      `CARETRAIL_HOME ${path} was made by a newer Caretrail (version ${found}): update the program.`,
    );
  // PostgreSQL refuses to run as root; started by root it runs as a user of its own, who must pass through here.
  chmodSync(path, 0o711);
  return home;
}
