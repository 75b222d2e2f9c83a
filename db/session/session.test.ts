import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { AccessEvent } from './event.ts';
import { fragment } from './fragment.ts';
import { connect, type Pool, poolUse } from './pool.ts';
import { openSession } from './session.ts';

const PATIENT = '5f0c2f9e-0f5a-4d3e-8a2b-6f8f2f1c0001';
const settings = { organization: 'lakeside', subject: 'staff-1', case: null, purpose: 'TREAT' };
const clinician = { role: 'patients_hospital_clinician', settings };
const event: AccessEvent = {
  request: 'request-1',
  subgraph: 'patients',
  tier: 'hospital',
  role: 'clinician',
  operation: 'Visits',
  classes: ['clinical'],
  patients: [PATIENT],
  policies: ['clinical.see'],
  consents: [],
  outcome: 'success',
};

let database: TestDatabase;
let admin: Pool;
let pool: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  pool = connect(database.address('caretrail_patients'), { max: 2 });
});
afterAll(async () => {
  await pool.end();
  await admin.end();
  await database.stop();
});

const events = () => admin<{ subject: string; purpose: string; patients: string[] }[]>`
  select subject, purpose, patients from access.event order by at`;

describe('a session', () => {
  it('runs its statements in one transaction, as its role and with its settings', async () => {
    const session = openSession(pool, clinician);
    const [first, second] = await Promise.all([
      session.sql<{
        id: string;
        role: string;
      }>`select pg_current_xact_id()::text as id, current_role as role`,
      session.sql<{ id: string; organization: string; subject: string; case: null; isolation: string }>`
        select pg_current_xact_id()::text as id, access.organization() as organization, access.subject() as subject,
          access.case_id() as case, current_setting('transaction_isolation') as isolation`,
    ]);
    await session.commit(null);
    expect(first[0]?.role).toBe('patients_hospital_clinician');
    expect(second[0]).toEqual({
      id: first[0]?.id,
      organization: 'lakeside',
      subject: 'staff-1',
      case: null,
      isolation: 'repeatable read',
    });
  });

  it('leaves neither role nor settings on the connection', async () => {
    const session = openSession(pool, clinician);
    await session.sql`select 1`;
    await session.commit(null);
    const [row] = await pool`
      select current_role as role, current_setting('caretrail.organization', true) as organization`;
    expect(row).toEqual({ role: 'caretrail_patients', organization: '' });
  });

  it('sees one state of the database, whatever others commit meanwhile', async () => {
    const session = openSession(pool, clinician);
    const count = async () =>
      (await session.sql<{ count: number }>`select count(*)::int from access.member`)[0]?.count;
    const before = await count();
    await admin`insert into access.member values ('newcomer', 'HospitalMSP', 'hospital', 'Newcomer', ${PATIENT})`;
    expect(await count()).toBe(before);
    await session.rollback();
    await admin`delete from access.member`;
  });

  it('sends nothing when it is not used', async () => {
    const dead = connect('postgres://nobody@127.0.0.1:1/none', { max: 1 });
    const session = openSession(dead, clinician);
    await session.commit(null);
    await session.rollback();
    await dead.end();
  });

  it('has written its access event when commit resolves, with the settings of the transaction', async () => {
    const session = openSession(pool, clinician);
    await session.sql`select 1`;
    await session.commit(event);
    expect(await events()).toEqual([{ subject: 'staff-1', purpose: 'TREAT', patients: [PATIENT] }]);
  });

  it('fails its commit when the event may not be written', async () => {
    const session = openSession(pool, clinician);
    await session.sql`select 1`;
    await expect(session.commit({ ...event, tier: 'patient' })).rejects.toMatchObject({ code: '42501' });
    expect(await events()).toHaveLength(1);
  });

  it('fails its commit after a failed statement', async () => {
    const session = openSession(pool, clinician);
    await expect(session.sql`select 1 / 0`).rejects.toMatchObject({ code: '22012' });
    await expect(session.commit(null)).rejects.toThrow('could not be committed');
    await expect(session.sql`select 1`).rejects.toThrow('has ended');
  });

  it('is refused a role that is not granted to the login', async () => {
    const session = openSession(pool, { ...clinician, role: 'claims_payer_adjudicator' });
    await expect(session.sql`select 1`).rejects.toMatchObject({ code: expect.stringMatching(/42501|25P02/) });
    await session.rollback();
  });

  it('puts fragments and their parameters in their places', async () => {
    const session = openSession(pool, clinician);
    const more = (word: string) => fragment`${word}::text as second, ${fragment`${3}::int as third`}`;
    const rows =
      await session.sql`select ${'one'}::text as first, ${more('two')}, ${['a', 'b']}::text[] as last`;
    await session.rollback();
    expect(rows).toEqual([{ first: 'one', second: 'two', third: 3, last: ['a', 'b'] }]);
  });

  it('is given up when its signal aborts: the statement ends, the connection is free again', async () => {
    const controller = new AbortController();
    const session = openSession(pool, { ...clinician, signal: controller.signal });
    const slow = session.sql`select pg_sleep(20)`;
    setTimeout(() => controller.abort(), 50);
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    await expect(session.sql`select 1`).rejects.toThrow('has ended');
    await session.rollback();
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it.each([0, 1, 3, 6, 12])(
    'that is given up after %i ms disturbs none that comes after it',
    async (delay) => {
      const one = connect(database.address('caretrail_patients'), { max: 1 });
      for (let round = 0; round < 8; round++) {
        const controller = new AbortController();
        const first = openSession(one, { ...clinician, signal: controller.signal });
        const given = Promise.allSettled(
          ['a', 'b', 'c'].map((name) => first.sql`select ${name}::text as name, pg_sleep(${0.004}::float8)`),
        );
        await new Promise((resolve) => setTimeout(resolve, delay));
        controller.abort();
        await Promise.all([given, first.rollback()]);
        const next = openSession(one, clinician);
        const names = await Promise.all(
          [`x${round}`, `y${round}`].map((name) => next.sql<{ name: string }>`select ${name}::text as name`),
        );
        await next.commit(null);
        expect(names).toEqual([[{ name: `x${round}` }], [{ name: `y${round}` }]]);
      }
      await one.end();
    },
  );

  it('is counted among the connections in use, or among those who wait, until it ends', async () => {
    const open = () => openSession(pool, clinician);
    const [first, second, third] = [open(), open(), open()];
    const [own] = await first.sql<{ pid: number }>`select pg_backend_pid() as pid`;
    await second.sql`select 1`;
    const waited = third.sql`select 1`;
    await expect.poll(() => poolUse(pool)).toEqual({ size: 2, used: 2, waiting: 1 });
    await second.rollback();
    await waited;
    expect(poolUse(pool)).toEqual({ size: 2, used: 2, waiting: 0 });
    await third.commit(null);
    await admin`select pg_terminate_backend(${own?.pid ?? 0}, 5000)`;
    await expect.poll(() => poolUse(pool).used).toBe(0);
    await first.rollback();
    expect(poolUse(pool).used).toBe(0);
  });

  it('outlives the loss of its connection between two statements, and the pool with it', async () => {
    const session = openSession(pool, clinician);
    const [own] = await session.sql<{ pid: number }>`select pg_backend_pid() as pid`;
    await admin`select pg_terminate_backend(${own?.pid ?? 0}, 5000)`;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(session.sql`select 1`).rejects.toThrow('lost');
    await expect(session.commit(event)).rejects.toThrow('lost');
    await session.rollback();
    const next = openSession(pool, clinician);
    expect(await next.sql`select 1 as one`).toEqual([{ one: 1 }]);
    await next.commit(null);
  });

  it('keeps one prepared statement a role', async () => {
    const single = connect(database.address('caretrail_patients'), { max: 1 });
    for (const role of ['patients_hospital_clinician', 'patients_patient', 'patients_hospital_clinician']) {
      const session = openSession(single, { role, settings });
      await session.sql`select count(*) from patients.encounter where id = any(${[PATIENT]}::uuid[])`;
      await session.commit(null);
    }
    const rows = await single<{ statement: string; uses: number }[]>`
      select statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements
      where statement like '%patients.encounter where%' and statement not like '%pg_prepared%' order by 1`;
    expect(rows.map(({ uses }) => uses)).toEqual([2, 1]);
    await single.end();
  });
});
