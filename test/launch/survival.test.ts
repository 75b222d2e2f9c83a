import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@caretrail/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { caretrail } from '../system/caretrail.ts';
import { children, launch } from './launcher.ts';

const runShape = z.object({ url: z.string(), database: z.string() });

let folder: string;
let launcher: ChildProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-survival-'));
  await importOne();
  launcher = await launch(environment());
}, 90_000);
afterAll(async () => {
  launcher.kill('SIGTERM');
  if (launcher.exitCode === null) await once(launcher, 'exit');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const home = () => join(folder, 'home');
const running = () => runShape.parse(JSON.parse(readFileSync(join(home(), 'run.json'), 'utf8')));

const environment = () => ({ CARETRAIL_HOME: home(), CARETRAIL_DEMO: 'off' });

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let number = 0;
/** Imports one more patient by the command; acknowledged when it returns. */
async function importOne(): Promise<void> {
  number += 1;
  const path = join(folder, `${number}.ndjson`);
  writeFileSync(
    path,
    `{"resourceType":"Patient","id":"p${number}","name":[{"family":"Held"}],"birthDate":"1970"}\n`,
  );
  const { code, stderr } = await caretrail(['import', path, '--json'], { CARETRAIL_HOME: home() });
  expect({ code, refused: code === 0 ? '' : stderr }).toEqual({ code: 0, refused: '' });
}

/** How many patients there are, how many versions, and how many of these are under an anchored checkpoint. */
async function state() {
  const sql = connect(running().database, { max: 1 });
  try {
    const [row] = await sql<{ patients: number; versions: number; anchored: number }[]>`
      select (select count(*)::int from patients.patient) as patients,
        (select count(*)::int from provenance.version) as versions,
        (select count(*)::int from provenance.version where exists (
          select from provenance.checkpoint where checkpoint.log = version.log and checkpoint.state = 'ANCHORED'
            and checkpoint.size > version.position)) as anchored`;
    return row;
  } catch {
    return null; // the database is on its way back
  } finally {
    await sql.end();
  }
}

const all = () => ({ patients: number, versions: number, anchored: number });
const answers = async () => (await fetch(`${running().url}/healthz/live`).catch(() => null))?.status;

describe('a home that was stopped', () => {
  it('anchors at its next start what was imported meanwhile', async () => {
    await expect.poll(state, { timeout: 30_000, interval: 200 }).toEqual(all());
  }, 60_000);
});

describe('another user of the computer', () => {
  it('cannot reach the chaincode, whose server asks nobody who they are', () => {
    const sockets = join(home(), 'socket');
    expect(statSync(sockets).mode & 0o777).toBe(0o700);
    expect(statSync(join(sockets, 'chaincode')).isSocket()).toBe(true);
  });
});

describe('a process that is killed', () => {
  it.each(['process/hub.ts', 'process/worker.ts', 'devpeer/main.ts', 'contract/main.ts', 'server/main.ts'])(
    '%s comes back by itself, and nothing acknowledged is lost',
    async (name) => {
      await importOne();
      const pid = children(launcher.pid).get(name) ?? 0;
      expect(pid).toBeGreaterThan(0);
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => children(launcher.pid).get(name) ?? pid, { timeout: 20_000 }).not.toBe(pid);
      await expect.poll(answers, { timeout: 20_000 }).toBe(200);
      await expect.poll(state, { timeout: 30_000, interval: 200 }).toEqual(all());
    },
    90_000,
  );
});

describe('a launcher that is killed', () => {
  it('takes its processes with it, and the next start goes on where it ended', async () => {
    await importOne();
    const left = [...children(launcher.pid).values()];
    expect(left).toHaveLength(5);
    launcher.kill('SIGKILL');
    await expect.poll(() => left.filter(isAlive), { timeout: 20_000 }).toEqual([]);
    launcher = await launch(environment());
    await importOne();
    await expect.poll(state, { timeout: 30_000, interval: 200 }).toEqual(all());
  }, 120_000);
});
