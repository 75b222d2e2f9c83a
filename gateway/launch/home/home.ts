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
    run: join(path, 'run.json'),
  };
}

/** What file systems and desktops put into a folder that is otherwise empty. */
const NOBODYS = ['lost+found', '.DS_Store'];

const isForeign = (entries: readonly string[]): boolean =>
  !entries.includes('version') && entries.some((entry) => !NOBODYS.includes(entry));

/**
 * Makes the folder if need be (owner only), and refuses one that cannot be written, that a newer program made, or that
 * holds something else: its rights are not ours to change.
 */
export function openHome(path: string): Home {
  const home = homeAt(path);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (isForeign(readdirSync(path)))
      throw new StartError(
        `CARETRAIL_HOME ${path} holds something else: choose a new or empty folder, or the home of a deployment.`,
      );
    // PostgreSQL refuses to run as root; started by root it runs as a user of its own, who must pass through here.
    chmodSync(path, 0o711);
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(
      `CARETRAIL_HOME ${path} cannot be written: choose another folder or change its rights.`,
      { cause },
    );
  }
  const file = join(path, 'version');
  if (!existsSync(file)) {
    writeFileSync(file, `${HOME_VERSION}\n`);
    return home;
  }
  const found = Number(readFileSync(file, 'utf8').trim());
  if (!Number.isInteger(found) || found < 1 || found > HOME_VERSION)
    throw new StartError(
      `CARETRAIL_HOME ${path} was made by a newer Caretrail (version ${readFileSync(file, 'utf8').trim()}): update the program.`,
    );
  return home;
}
