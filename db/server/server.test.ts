import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORDS } from '../testing/passwords.ts';
import { openDatabase, prepareDatabase } from './prepare.ts';
import { type Server, startServer } from './server.ts';

let home: string;
let folder: string;
let running: Server | null = null;

beforeAll(() => {
  // Owner only, as a home is: a server that runs as another user must get through all the same.
  home = mkdtempSync(join(tmpdir(), 'caretrail-server-'));
  folder = join(home, 'postgres');
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function start(): Promise<Server> {
  running = await startServer({ folder, password: 'secret', log: 'ignore' });
  return running;
}

async function query(address: string, text: string): Promise<readonly unknown[]> {
  const sql = postgres(address, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

const postmaster = () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the embedded server', () => {
  it('starts in a folder of its own, on loopback, by password', async () => {
    const server = await start();
    expect(await query(server.admin, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await expect(query(server.admin.replace('secret', 'guess'), 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
    expect(existsSync(`${folder}.password`)).toBe(false);
  });

  it('takes its own database and logins, keeps what is committed, and stops in order', async () => {
    let server = await start();
    const database = await prepareDatabase(await openDatabase(server.admin), TEST_PASSWORDS);
    expect(await query(database.address('caretrail_import'), 'select current_user')).toEqual([
      { current_user: 'caretrail_import' },
    ]);
    await query(database.admin, "insert into access.operates values (gen_random_uuid(), 'lakeside')");
    const pid = postmaster();
    await server.stop();
    expect(alive(pid)).toBe(false);
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false);
    server = await start();
    const again = await prepareDatabase(await openDatabase(server.admin), {
      ...TEST_PASSWORDS,
      caretrail_import: "a new one's",
    });
    expect(await query(again.address('caretrail_import'), 'select member from access.operates')).toEqual([
      { member: 'lakeside' },
    ]);
  });

  it('is killed without loss: what was committed is there after the next start', async () => {
    const server = await start();
    await query(server.admin, 'create table kept (id int); insert into kept select generate_series(1, 1000)');
    process.kill(postmaster(), 'SIGKILL');
    await server.ended;
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(true);
    const next = await start();
    expect(await query(next.admin, 'select count(*)::int from kept')).toEqual([{ count: 1000 }]);
  });

  it('does not outlive the process that started it, however that one ends', async () => {
    const program = `
      import { startServer } from ${JSON.stringify(join(import.meta.dirname, 'server.ts'))};
      await startServer(${JSON.stringify({ folder, password: 'secret', log: 'ignore' })});
      console.log('up');
      setInterval(() => {}, 1000);`;
    const entry = join(home, 'launcher.mts');
    writeFileSync(entry, program);
    const launcher = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(launcher.stdout, 'data');
    const pid = postmaster();
    launcher.kill('SIGKILL');
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
  });

  it('ends a server that somebody left behind, and clears a lock whose process id is a stranger’s', async () => {
    const left = await startServer({ folder, password: 'secret', log: 'ignore' });
    const pid = postmaster();
    const next = await start();
    await left.ended;
    expect(alive(pid)).toBe(false);
    await next.stop();
    writeFileSync(join(folder, 'postmaster.pid'), `${process.pid}\n${folder}\n`);
    await start();
    expect(postmaster()).not.toBe(process.pid);
  });

  it('throws away a folder that was half made', async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(`${folder}.new`);
    writeFileSync(join(`${folder}.new`, 'PG_VERSION'), '18');
    const server = await start();
    expect(await query(server.admin, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(`${folder}.new`)).toBe(false);
  });

  it('may be prepared by an administrator who is no superuser, as a database of one’s own often is', async () => {
    const server = await start();
    await query(server.admin, "create role boss login createrole password 'boss'");
    await query(server.admin, 'create database own_one owner boss');
    const address = server.admin.replace('postgres:secret', 'boss:boss').replace(/postgres$/, 'own_one');
    for (const _ of ['first', 'second start']) {
      const database = await prepareDatabase(address, TEST_PASSWORDS);
      expect(await query(database.address('caretrail_import'), 'select id from patients.patient')).toEqual(
        [],
      );
      await expect(
        query(database.address('caretrail_claims'), 'select id from patients.patient'),
      ).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
