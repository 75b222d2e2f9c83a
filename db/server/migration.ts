import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A step of the database's shape. Once landed its text never changes: its checksum is on record in every home. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

export const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The migrations of this program, in the order in which they are applied. */
export function loadMigrations(
  folder: string = join(import.meta.dirname, '..', 'migrations'),
): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { name: file.slice(0, -'.sql'.length), text, checksum: checksum(text) };
    });
}

/** The statement of all rights, generated from the policy catalogue. */
export const loadRights = (): string =>
  readFileSync(join(import.meta.dirname, '..', 'rights', 'generated', 'policies.sql'), 'utf8');
