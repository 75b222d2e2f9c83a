import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file of the explorer's build with the forms it was compressed to. */
export interface StaticFile {
  readonly type: string;
  /** Its name holds a hash of its content. */
  readonly immutable: boolean;
  readonly plain: Buffer;
  readonly gzip: Buffer | null;
  readonly brotli: Buffer | null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const COMPRESSED = ['.gz', '.br'];

/** Reads a build into memory, by path below the origin: a few megabytes that then never touch the disk. */
export async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const present = new Set(names);
  const optional = (name: string) => (present.has(name) ? readFile(name) : null);
  const files = names
    .filter((name) => !COMPRESSED.includes(extname(name)))
    .map(async (name): Promise<[string, StaticFile]> => {
      const path = `/${relative(folder, name).split(sep).join('/')}`;
      const [plain, gzip, brotli] = await Promise.all([
        readFile(name),
        optional(`${name}.gz`),
        optional(`${name}.br`),
      ]);
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      return [path, { type, immutable: path.startsWith('/_app/immutable/'), plain, gzip, brotli }];
    });
  return new Map(await Promise.all(files));
}
