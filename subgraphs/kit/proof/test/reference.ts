import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';

/** The project's folder is five levels up from here; `shared` stands beside it. */
const shared = process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, ...Array(5).fill('..'), 'shared');
const folder = join(shared, 'reference', 'proof');

/** Where the format's vectors and its second implementation are; null where they are not at hand. */
export const reference: string | null = existsSync(join(folder, 'vectors')) ? folder : null;

/** Why tests that need it are skipped. */
export const ABSENT = `no vectors of proof format 1 at ${folder} (CARETRAIL_SHARED names the folder above)`;

const vectors = join(folder, 'vectors');

/** One file of vectors. */
export function load(name: string) {
  return JSON.parse(readFileSync(join(vectors, `${name}.json`), 'utf8'));
}

/** The good proofs, by name. */
export function loadProofs(): ReadonlyMap<string, object> {
  const names = readdirSync(join(vectors, 'proofs')).map((file) => parse(file).name);
  return new Map(names.sort().map((name) => [name, load(`proofs/${name}`)]));
}
