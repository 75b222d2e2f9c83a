import { once } from 'node:events';
import { createServer } from 'node:net';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TEST_PASSWORDS } from '../testing/passwords.ts';
import { fitnessOf, requireFitness } from './fitness.ts';
import { LOGINS } from './login.ts';
import { prepareDatabase } from './prepare.ts';
import { DatabaseRefused } from './refusal.ts';

const NAMES = ['refusal_own', 'refusal_other', 'refusal_latin'];
const home = { id: '00000000-0000-4000-8000-000000000001', settled: false };
const stranger = { id: '00000000-0000-4000-8000-000000000002', settled: false };
let admin: Sql;
beforeAll(async () => {
  admin = postgres(inject('database').admin, { max: 1, onnotice: () => {} });
  for (const name of NAMES)
    await admin.unsafe(
      `create database ${name} template template0 ${name.endsWith('latin') ? "encoding 'LATIN1' locale_provider libc locale 'C'" : ''}`,
    );
  await admin`create role refusal_weak login password 'weak'`;
  await admin`create role refusal_maker login createrole password 'maker'`;
});
afterAll(async () => {
  for (const name of NAMES) await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin`drop role if exists refusal_weak, refusal_maker`;
  await admin.end();
});

function address(change: (url: URL) => void, database = 'refusal_own'): string {
  const url = new URL(inject('database').admin);
  url.pathname = `/${database}`;
  change(url);
  return url.href;
}

const as = (user: string, password: string) => (url: URL) => Object.assign(url, { username: user, password });

/** What is said to whoever starts with this address: one line, without a name or password out of it. */
async function refusal(given: string, deployment = home, passwords = TEST_PASSWORDS): Promise<string> {
  const error = await prepareDatabase(given, passwords, deployment).catch((thrown: unknown) => thrown);
  if (!(error instanceof DatabaseRefused)) throw error ?? new Error('nothing was refused');
  const { host, password } = new URL(given);
  for (const secret of [host, password, '\n']) expect(error.message).not.toContain(secret);
  return error.message;
}

describe('a PostgreSQL of one’s own is refused with the cure', () => {
  it('when the address leads nowhere', async () => {
    const line = await refusal(address((url) => Object.assign(url, { port: '1' })));
    expect(line).toMatch(/No PostgreSQL answers at DATABASE_URL: start it/);
    expect(await refusal(address((url) => Object.assign(url, { hostname: 'no-such-host.invalid' })))).toMatch(
      /host in DATABASE_URL/,
    );
  });

  it('when something else answers', async () => {
    const server = createServer((socket) =>
      socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const at = server.address();
    const port = String(typeof at === 'object' ? at?.port : at);
    expect(await refusal(address((url) => Object.assign(url, { port })))).toMatch(/is no PostgreSQL/);
    server.close();
  });

  it('when name, password or database are wrong', async () => {
    expect(await refusal(address(as('postgres', 'guess')))).toMatch(/refuses the name or the password/);
    expect(await refusal(address(() => {}, 'refusal_none'))).toMatch(/no database of the name .*createdb/);
  });

  it('when the user may not create roles, or does not own the database', async () => {
    expect(await refusal(address(as('refusal_weak', 'weak')))).toMatch(/`alter role <user> createrole`/);
    expect(await refusal(address(as('refusal_maker', 'maker')))).toMatch(/`alter database <name> owner/);
  });

  it('when it is encoded in something else', async () => {
    expect(await refusal(address(() => {}, 'refusal_latin'))).toMatch(/encoded in LATIN1: make one with/);
  });

  it('when it is too old', async () => {
    const fitness = await fitnessOf(admin);
    expect(() => requireFitness(fitness)).not.toThrow();
    expect(() => requireFitness({ ...fitness, version: 150_000 })).not.toThrow();
    expect(() => requireFitness({ ...fitness, version: 140_023 })).toThrow(/PostgreSQL 14 is too old/);
  });

  it('when it is another home’s, or when this home has another', async () => {
    expect(
      await refusal(
        address(() => {}),
        { ...home, settled: true },
      ),
    ).toMatch(/records in another database/);
    await prepareDatabase(
      address(() => {}),
      TEST_PASSWORDS,
      home,
    );
    await prepareDatabase(
      address(() => {}),
      TEST_PASSWORDS,
      { ...home, settled: true },
    );
    expect(
      await refusal(
        address(() => {}),
        stranger,
      ),
    ).toMatch(/belongs to another CARETRAIL_HOME/);
  });

  it('when its logins are another home’s, whose passwords stay as they are', async () => {
    const others = { ...TEST_PASSWORDS, [LOGINS[0]]: 'anothers' };
    expect(
      await refusal(
        address(() => {}, 'refusal_other'),
        stranger,
        others,
      ),
    ).toMatch(/serves another Caretrail: use a server of its own/);
    const login = postgres(address(as(LOGINS[0], TEST_PASSWORDS[LOGINS[0]])), { max: 1 });
    expect(await login`select 1 as one`).toEqual([{ one: 1 }]);
    await login.end();
  });
});
