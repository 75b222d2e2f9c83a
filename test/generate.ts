import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ARTEFACTS } from './artefacts/artefacts.ts';

/** Writes every generated artefact that is committed for people to review. */
const root = join(import.meta.dirname, '..');
for (const { path, text } of ARTEFACTS) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await text());
  process.stdout.write(`${path}\n`);
}
