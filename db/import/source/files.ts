import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ImportError } from '../import-error.ts';
import { readDocument } from './documents.ts';
import type { Input } from './input.ts';
import { readLines } from './lines.ts';

const TAKEN_IN = /\.(nd)?json(\.gz)?$/i;
const NDJSON = /\.ndjson(\.gz)?$/i;
const CHUNK = 1024 * 1024;

/**
 * The bulk files and bundles that the paths name: files as they are, folders with all that is below them, in the order of their names.
 *
 * @throws ImportError NO_SUCH_PATH, UNSUPPORTED_FILE, NOTHING_TO_IMPORT
 */
export async function findInputs(paths: readonly string[]): Promise<readonly Input[]> {
  const files = new Set<string>();
  for (const path of paths) for (const file of await filesAt(path)) files.add(file);
  if (files.size === 0) {
    throw new ImportError(
      'NOTHING_TO_IMPORT',
      `No .ndjson or .json file (or .gz of one) in ${paths.join(', ')}.`,
    );
  }
  return [...files].map(fileInput);
}

/** One file as an input: NDJSON line by line, any other JSON as a Bundle or a resource. */
export function fileInput(file: string): Input {
  const open = () => bytesOf(file);
  return { file, lines: () => (NDJSON.test(file) ? readLines(open()) : readDocument(open)) };
}

/** Whether a name is that of a file that is taken in. */
export const isTakenIn = (name: string): boolean => TAKEN_IN.test(name);

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new ImportError('NO_SUCH_PATH', `There is no file or folder ${path}.`);
  if (found.isDirectory()) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && isTakenIn(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  }
  if (isTakenIn(path)) return [path];
  throw new ImportError(
    'UNSUPPORTED_FILE',
    `${path} is no bulk file or bundle: its name must end in .ndjson, .json or .gz after one of them.`,
  );
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(file, { highWaterMark: CHUNK });
  if (!/\.gz$/i.test(file)) return yield* stream;
  const unpacked = createGunzip({ chunkSize: CHUNK });
  stream.on('error', (error) => unpacked.destroy(error));
  try {
    yield* stream.pipe(unpacked);
  } finally {
    stream.destroy();
  }
}
