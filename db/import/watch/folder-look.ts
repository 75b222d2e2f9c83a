import { hash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isTakenIn } from '../source/files.ts';

/** A file as it stands: another size or time of change makes it another one. */
export interface StandingFile {
  readonly path: string;
  /** SHA-256 over path, size and time of change: names of files may name people, and are not kept. */
  readonly digest: string;
}

/** The files of a folder, and of those below it, that can be taken in. One that goes away meanwhile is left out. */
export async function lookInto(folder: string): Promise<readonly StandingFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isTakenIn(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const standing = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => null);
      return found === null
        ? []
        : [{ path, digest: hash('sha256', `${path}\0${found.size}\0${found.mtimeMs}`, 'hex') }];
    }),
  );
  return standing.flat();
}

/** Tells which files have not changed between two looks: what is still being written is left alone. */
export class Settling {
  #before = new Set<string>();

  /** Those of a look that stood just so at the look before. */
  settled(look: readonly StandingFile[]): readonly StandingFile[] {
    const settled = look.filter(({ digest }) => this.#before.has(digest));
    this.#before = new Set(look.map(({ digest }) => digest));
    return settled;
  }
}
