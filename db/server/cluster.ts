import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { start } from './command.ts';
import { type ServerConfig, SUPERUSER } from './config.ts';

/** Makes the data folder unless it is there. A crash in the middle leaves a draft, which the next start throws away. */
export async function openCluster(
  binaries: Binaries,
  config: Required<ServerConfig>,
  account: Account | null,
): Promise<void> {
  if (existsSync(join(config.folder, 'PG_VERSION'))) return;
  const draft = `${config.folder}.new`;
  const password = `${config.folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(draft), { recursive: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(password, `${config.password}\n`, { mode: 0o600 });
  if (account) for (const path of [draft, password]) chownSync(path, account.uid, account.gid);
  try {
    await initialise(binaries, { draft, password, durable: config.durable }, account);
    rmSync(config.folder, { recursive: true, force: true });
    renameSync(draft, config.folder);
  } finally {
    rmSync(password, { force: true });
  }
}

async function initialise(
  { initdb }: Binaries,
  { draft, password, durable }: { draft: string; password: string; durable: boolean },
  account: Account | null,
): Promise<void> {
  const child = start({
    program: initdb,
    args: [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The order of text must be the same on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    account,
    paths: [draft, password, initdb],
    errors: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`initdb ended with code ${String(code)}.`);
}
