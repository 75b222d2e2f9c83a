import { truncateSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/** What came over a disk when its power failed. */
interface Unsynced {
  readonly path: string;
  /** Bytes that are surely on the disk. */
  synced: number;
  size: number;
}

/** The methods of a file handle that are watched. */
interface Watched {
  appendFile(this: object, data: Uint8Array | string): Promise<void>;
  writeFile(this: object, data: Uint8Array | string): Promise<void>;
  datasync(this: object): Promise<void>;
  sync(this: object): Promise<void>;
  truncate(this: object, length?: number): Promise<void>;
}

/**
 * Ends the process without mercy at its n-th change of a file, by watching all of them: in the middle of a write, or
 * before a sync, in which case what was not synced may be lost as at a power failure. Must be called before the code
 * under test is loaded.
 */
export async function killAtWritePoint(n: number, random: () => number): Promise<void> {
  const files = new WeakMap<object, Unsynced>();
  let points = 0;
  const reached = () => {
    points += 1;
    return points === n;
  };
  const { prototype } = await handleClass();
  watchOpen(files);

  const append = (method: 'appendFile' | 'writeFile') => {
    const original = prototype[method];
    prototype[method] = async function (this: object, data: Uint8Array | string) {
      const bytes = Buffer.from(data);
      if (reached()) {
        await original.call(this, bytes.subarray(0, Math.floor(random() * (bytes.length + 1))));
        die();
      }
      await original.call(this, bytes);
      const file = files.get(this);
      if (file) file.size += bytes.length;
    };
  };
  append('appendFile');
  append('writeFile');
  for (const method of ['datasync', 'sync'] as const) {
    const original = prototype[method];
    prototype[method] = async function (this: object) {
      const file = files.get(this);
      if (reached()) {
        if (file && file.size > file.synced)
          truncateSync(file.path, file.synced + Math.floor(random() * (file.size - file.synced + 1)));
        die();
      }
      await original.call(this);
      if (file) file.synced = file.size;
    };
  }
  const { truncate } = prototype;
  prototype.truncate = async function (this: object, length = 0) {
    if (reached()) die();
    await truncate.call(this, length);
    const file = files.get(this);
    if (file) files.set(this, { path: file.path, size: length, synced: Math.min(length, file.synced) });
  };
  const rename = promises.rename;
  promises.rename = async (from, to) => {
    if (reached()) die();
    await rename(from, to);
  };
  syncBuiltinESMExports();
}

function watchOpen(files: WeakMap<object, Unsynced>): void {
  const open = promises.open;
  promises.open = async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    const { size } = await handle.stat();
    files.set(handle, { path: String(args[0]), synced: size, size });
    return handle;
  };
}

async function handleClass(): Promise<{ prototype: Watched }> {
  const handle = await promises.open(join(import.meta.dirname, 'write-points.ts'), 'r');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  return { prototype };
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}
