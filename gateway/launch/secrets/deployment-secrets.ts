import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGINS } from '@caretrail/db/server';
import { makeContextKey } from '@caretrail/kit/remote';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

/** Whole or not at all, for the owner alone. */
function write(folder: string, name: string, text: string): string {
  const draft = join(folder, `${name}.new`);
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, join(folder, name));
  return join(folder, name);
}

const key = () => randomBytes(32).toString('hex');

/**
 * Writes the secrets of a deployment, each in a file as its programs take it (`CURSOR_KEY_FILE`, …), and answers their names.
 * Throws {@link StartError} rather than replace one: pseudonyms and cursors hang on them.
 */
export function makeDeploymentSecrets(folder: string, database: string): readonly string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(join(folder, 'context-key.json')))
    throw new StartError(`There are secrets in ${folder} already: --rotate renews the hubs' key.`);
  const { privateJwk, publicJwk } = makeContextKey();
  const administrator = key();
  const passwords = Object.fromEntries(LOGINS.map((login) => [login, key()]));
  return [
    write(folder, 'context-keys.json', JSON.stringify({ keys: [publicJwk] })),
    write(folder, 'context-key.json', JSON.stringify(privateJwk)),
    write(folder, 'cursor-key', key()),
    write(folder, 'pseudonym-key', key()),
    write(folder, 'database-password', administrator),
    write(folder, 'admin-database-url', `postgres://postgres:${administrator}@${database}`),
    write(folder, 'database-passwords.json', JSON.stringify(passwords)),
    ...LOGINS.map((login) =>
      write(
        folder,
        `${login.replace('caretrail_', '')}-database-url`,
        `postgres://${login}:${passwords[login]}@${database}`,
      ),
    ),
  ];
}

/** Adds a new key to those that subgraphs accept, first, and then makes it the one that hubs sign with. */
export function rotateContextKey(folder: string): readonly string[] {
  const file = join(folder, 'context-keys.json');
  if (!existsSync(file))
    throw new StartError(`There are no secrets in ${folder} yet: make them without --rotate.`);
  const { keys } = keySet.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { privateJwk, publicJwk } = makeContextKey();
  return [
    write(folder, 'context-keys.json', JSON.stringify({ keys: [...keys, publicJwk] })),
    write(folder, 'context-key.json', JSON.stringify(privateJwk)),
  ];
}
