import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLog } from '../process/open-log.ts';
import { StartError } from '../start-error.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const explorer = join(root, 'explorer');

/** Folder of the built single-page app, which the hub serves. */
export const EXPLORER_BUILD = join(explorer, 'build');
const stamp = join(EXPLORER_BUILD, '.sources');

/** What the build depends on; a change of any of it makes the build stale. */
const SOURCES = [
  'explorer/{src,static}/**/*',
  'explorer/*.{ts,json}',
  'subgraphs/kit/proof/**/*.{ts,json}',
  'package-lock.json',
];

async function digestOfSources(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: root, withFileTypes: true }))
    if (entry.isFile() && !entry.parentPath.includes('node_modules'))
      files.push(join(entry.parentPath, entry.name));
  const digest = createHash('sha256');
  for (const file of files.sort()) digest.update(file.slice(root.length)).update(await readFile(file));
  return digest.digest('hex');
}

/** Builds the explorer when its sources changed since the last build (about ten seconds); else does nothing. */
export async function buildExplorer(logFile: string, say: (line: string) => void): Promise<void> {
  const wanted = await digestOfSources();
  const found = await readFile(stamp, 'utf8').catch(() => null);
  if (found === wanted) return;
  say('Building the explorer (once) …');
  const log = openLog(logFile);
  const vite = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
    cwd: explorer,
    stdio: ['ignore', log, log],
    // What people get, whoever starts it: under a test runner vite would build for development.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = await once(vite, 'exit');
  if (code !== 0) throw new StartError(`The explorer could not be built: see ${logFile}.`);
  await writeFile(stamp, wanted);
}
