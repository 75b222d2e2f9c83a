import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHome } from './home.ts';
import { isHeld, takeLock } from './lock.ts';
import { openSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-home-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a home', () => {
  it('is made when it is missing, and opens again', () => {
    const path = join(folder, 'deep', 'home');
    openHome(path);
    expect(openHome(path).path).toBe(path);
  });

  it('that holds something else is refused, and its rights stay as they are', () => {
    mkdirSync(join(folder, 'letters'));
    chmodSync(folder, 0o750);
    expect(() => openHome(folder)).toThrow(/holds something else: choose a new or empty folder/);
    expect(statSync(folder).mode & 0o777).toBe(0o750);
  });

  it('of a newer program is refused', () => {
    writeFileSync(join(folder, 'version'), '99\n');
    expect(() => openHome(folder)).toThrow(/newer Caretrail \(version 99\): update the program/);
  });

  it('that is a file is refused with the cure', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    chmodSync(path, 0o600);
    expect(() => openHome(path)).toThrow(/cannot be written: choose another folder/);
  });

  it('belongs to one process at a time', async () => {
    const lock = await takeLock(folder);
    expect(await isHeld(folder)).toBe(true);
    await expect(takeLock(folder)).rejects.toThrow(/already running on .*: stop it first/);
    await lock.release();
    expect(await isHeld(folder)).toBe(false);
    await (await takeLock(folder)).release();
  });

  it('keeps its secrets from others and from change', async () => {
    const path = join(folder, 'secrets.json');
    const made = await openSecrets(path, ['a']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = await openSecrets(path, ['a', 'b']);
    expect(again).toMatchObject({ pseudonym: made.pseudonym, issuer: made.issuer });
    expect(again.database['a']).toBe(made.database['a']);
    expect(again.database['b']).toMatch(/^[0-9a-f]{64}$/);
  });
});
