import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeAt, openHome } from './home.ts';
import { identify, noteMade } from './identity.ts';
import { isHeld, takeLock } from './lock.ts';
import { removeRunFile, writeRunFile } from './run-file.ts';
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

  it('whose version is no number is called damaged, not newer', () => {
    writeFileSync(join(folder, 'version'), 'one');
    expect(() => openHome(folder)).toThrow(/version is damaged: write 1 into it/);
  });

  it('is not made among somebody’s files, but in the root of a volume', () => {
    mkdirSync(join(folder, 'lost+found'));
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    const mode = statSync(folder).mode;
    expect(() => openHome(folder)).toThrow(/holds other files: choose an empty folder/);
    expect(statSync(folder).mode).toBe(mode);
    rmSync(join(folder, 'thesis.txt'));
    expect(openHome(folder).path).toBe(folder);
  });

  it('belongs to one process at a time, and says where that one is', async () => {
    const home = homeAt(folder);
    const lock = await takeLock(home);
    expect(await isHeld(folder)).toBe(true);
    await expect(takeLock(home)).rejects.toThrow(/is starting or stopping on .*: try again in a moment/);
    writeRunFile(home, {
      pid: 1,
      url: 'http://127.0.0.1:4321',
      database: 'postgres://nowhere/none',
      metrics: null,
    });
    await expect(takeLock(home)).rejects.toThrow(
      /already running on .*, at http:\/\/127\.0\.0\.1:4321: use it/,
    );
    removeRunFile(home);
    await lock.release();
    expect(await isHeld(folder)).toBe(false);
    await (await takeLock(home)).release();
  });

  it('keeps who it is, and stays with the database it began with', () => {
    const home = openHome(folder);
    const { id } = identify(home, 'external');
    expect(identify(home, 'embedded').id).toBe(id);
    writeFileSync(home.secrets, '{}');
    noteMade(home, { database: 'external' });
    expect(() => identify(home, 'embedded')).toThrow(
      /in a PostgreSQL of your own: set DATABASE_URL as it was/,
    );
    expect(identify(home, 'external')).toEqual({ id, database: 'external', ledger: false, network: null });
  });

  it.each(['secrets.json', 'postgres', 'ledger'])('is of no use without its %s', async (part) => {
    const home = openHome(folder);
    identify(home, 'embedded');
    await openSecrets(home.secrets, []);
    for (const made of [home.postgres, home.ledger]) mkdirSync(made);
    writeFileSync(join(home.postgres, 'PG_VERSION'), '18');
    noteMade(home, { database: 'embedded' });
    noteMade(home, { ledger: true });
    expect(() => identify(home, 'external')).toThrow(/in its embedded database: unset DATABASE_URL/);
    identify(home, 'embedded');
    rmSync(join(folder, part), { recursive: true });
    expect(() => identify(home, 'embedded')).toThrow(/is gone, .*: restore it from a backup/);
  });

  it('whose secrets are damaged says so, and repeats none of them', async () => {
    const path = join(folder, 'secrets.json');
    writeFileSync(path, '{"cursor":"0badc0de"');
    const refused = openSecrets(path, ['a']);
    await expect(refused).rejects.toThrow(/^(?!.*0badc0de).*is damaged or cannot be read: restore it/);
    expect(readFileSync(path, 'utf8')).toContain('0badc0de');
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
