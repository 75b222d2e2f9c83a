import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from '@caretrail/db';
import { openDatabase, type Server, startServer } from '@caretrail/db/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caretrail } from '../system/caretrail.ts';

const entry = join(import.meta.dirname, '..', '..', 'gateway', 'launch', 'start.ts');

let folder: string;
let server: Server;
let database: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-own-database-'));
  server = await startServer({
    folder: join(folder, 'postgres'),
    password: 'secret',
    durable: false,
    log: 'ignore',
  });
  await openDatabase(server.admin, 'records');
  const admin = connect(server.admin, { max: 1 });
  await admin`create role owner login createrole password 'owner'`;
  await admin`alter database records owner to owner`;
  await admin.end();
  database = `postgres://owner:owner@127.0.0.1:${server.port}/records`;
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (address = database): Record<string, string> => ({
  PORT: '0',
  CARETRAIL_HOME: join(folder, 'home'),
  CARETRAIL_DEMO: 'off',
  DATABASE_URL: address,
});

function launch(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [entry], { env: { ...process.env, ...environment }, stdio: 'pipe' });
}

/** Starts, and does something while the system is up. */
async function whileRunning<Value>(use: () => Promise<Value>): Promise<Value> {
  const launcher = launch(settings());
  try {
    if (!launcher.stdout) throw new Error('the launcher has no output');
    for await (const line of createInterface({ input: launcher.stdout })) if (line.includes('Ctrl-C')) break;
    return await use();
  } finally {
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
  }
}

/** A start that is refused: its exit code and what it says. */
async function refused(environment: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const launcher = launch(environment);
  let said = '';
  launcher.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(launcher, 'close');
  return { code, said };
}

async function importPatient(name: string): Promise<void> {
  const file = join(folder, `${name}.ndjson`);
  const patient = { resourceType: 'Patient', id: name, gender: 'female', birthDate: '1980-04-02' };
  writeFileSync(file, `${JSON.stringify(patient)}\n`);
  const { code, stderr } = await caretrail(['import', file, '--json'], settings());
  expect({ code, stderr }).toMatchObject({ code: 0 });
}

/** Record versions by the state of their anchoring, asked as the server's superuser. */
async function positions(): Promise<readonly { anchored: boolean; count: number }[]> {
  const admin = connect(server.admin.replace(/postgres$/, 'records'), { max: 1 });
  try {
    return await admin<{ anchored: boolean; count: number }[]>`
      select position is not null as anchored, count(*)::int from provenance.version group by 1`;
  } finally {
    await admin.end();
  }
}

describe('a PostgreSQL of one’s own, whose administrator is no superuser', () => {
  it('takes an import before the first start, keeps it over restarts, and anchors it', async () => {
    await importPatient('first');
    expect(await positions()).toEqual([{ anchored: false, count: 1 }]);
    await whileRunning(async () => {
      await expect.poll(positions, { timeout: 20_000 }).toEqual([{ anchored: true, count: 1 }]);
      await importPatient('second');
      const { code, stdout } = await caretrail(['doctor'], settings());
      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('2 record versions'),
      });
    });
    await whileRunning(() =>
      expect.poll(positions, { timeout: 20_000 }).toEqual([{ anchored: true, count: 2 }]),
    );
    expect(existsSync(join(folder, 'home', 'postgres'))).toBe(false);
  }, 90_000);

  it('is not left for the embedded one by a setting that was forgotten', async () => {
    const { DATABASE_URL: _, ...forgotten } = settings();
    expect(await refused(forgotten)).toEqual({
      code: 1,
      said: 'The records of this CARETRAIL_HOME are in a PostgreSQL of your own: set DATABASE_URL as it was, or choose another home.\n',
    });
  });

  it('that refuses is named by start, doctor and import in one line', async () => {
    const wrong = settings(database.replace('owner:owner', 'owner:guess'));
    const line = 'PostgreSQL refuses the name or the password: correct them in DATABASE_URL.';
    expect(await refused(wrong)).toEqual({ code: 1, said: `${line}\n` });
    const file = join(folder, 'first.ndjson');
    expect(await caretrail(['import', file], wrong)).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
    const { code, stdout } = await caretrail(['doctor'], wrong);
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining(line) });
  }, 60_000);
});
