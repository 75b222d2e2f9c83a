import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionSettings } from '../session/context.ts';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { idOf, makeWorld } from './testing/world.ts';

let database: TestDatabase;
let admin: Pool;
let patients: Pool;
let claims: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await makeWorld(admin);
  patients = connect(database.address('caretrail_patients'), { max: 2 });
  claims = connect(database.address('caretrail_claims'), { max: 2 });
});
afterAll(async () => {
  await patients.end();
  await claims.end();
  await admin.end();
  await database.stop();
});

const DOCTOR = { organization: 'lakeside', subject: 'doctor', case: null, purpose: 'TREAT' };
const ADA = { organization: null, subject: idOf('ada'), case: null, purpose: 'PATRQT' };

/** Runs SQL that an attacker wrote, as a caller; what a subgraph never does, and row-level security must withstand. */
async function as(
  pool: Pool,
  role: string,
  settings: SessionSettings,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  return pool.begin(async (sql) => {
    await sql`select set_config('role', ${role}, true),
      set_config('caretrail.organization', ${settings.organization ?? ''}, true),
      set_config('caretrail.subject', ${settings.subject ?? ''}, true),
      set_config('caretrail.case', ${settings.case ?? ''}, true),
      set_config('caretrail.purpose', ${settings.purpose ?? ''}, true)`;
    return sql.unsafe(text);
  });
}
const asDoctor = (text: string) => as(patients, 'patients_hospital_clinician', DOCTOR, text);
const asAda = (text: string) => as(patients, 'patients_patient', ADA, text);

const DENIED = { code: '42501' };

describe('a login without a role', () => {
  it.each([
    'caretrail_patients',
    'caretrail_claims',
    'caretrail_chain',
    'caretrail_hub',
    'caretrail_worker',
  ] as const)('%s reads no record', async (login) => {
    const pool = connect(database.address(login), { max: 1 });
    for (const table of [
      'patients.patient',
      'patients.encounter_detail',
      'claims.claim',
      'claims.claim_version',
    ])
      await expect(pool.unsafe(`select * from ${table}`)).rejects.toMatchObject(DENIED);
    await expect(pool.unsafe('select * from intake.source')).rejects.toMatchObject(DENIED);
    await pool.end();
  });
});

describe('a caller cannot', () => {
  it.each([
    'set local row_security = off; select id from patients.patient',
    'set local role caretrail_import',
    'set local role claims_hospital_clinician',
    'set local role own_patients',
    'set local role postgres',
    'set local session authorization postgres',
    'alter table patients.patient no force row level security',
    'alter role caretrail_patients bypassrls',
    'drop policy patients_patient_self on patients.patient',
    'create policy mine on patients.patient using (true)',
    'create table patients.mine (id int)',
    'create temporary table mine (id int)',
    'create function public.mine() returns int language sql return 1',
    'create function pg_temp.mine() returns int language sql return 1',
    'create view access.mine as select * from patients.patient',
    'insert into patients.patient (id, custodian) values (gen_random_uuid(), $$lakeside$$)',
    "update patients.patient set state = 'XX'",
    'delete from patients.patient_version',
    'truncate patients.patient',
    'select id from patients.patient for update',
    'lock table patients.patient in exclusive mode',
    "insert into access.treating values ('lakeside', gen_random_uuid(), 'infinity')",
    "update access.treating set until = 'infinity'",
    "insert into access.break_glass values ('doctor', gen_random_uuid(), 'infinity')",
    'delete from access.consent',
    'select * from access.event',
    'delete from access.event',
    "update access.event set outcome = 'none'",
    'select at from patients.encounter',
    'select encounter from patients.encounter where at is not null',
    'select e from patients.encounter e',
    'select * from claims.claim',
    'select * from provenance.outbox',
    'select * from caretrail.migration',
    'select * from pg_authid',
    'select * from pg_statistic',
    "select pg_read_file('/etc/passwd')",
    "copy (select 1) to program 'true'",
    "copy patients.patient to '/tmp/patients'",
    "select lo_import('/etc/passwd')",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
  ])('%s', async (text) => {
    await expect(asDoctor(text)).rejects.toMatchObject(DENIED);
  });

  it('pass a right on', async () => {
    await asDoctor('grant select on patients.patient to public'); // PostgreSQL only warns
    const [row] = await admin`
      select has_table_privilege('caretrail_hub', 'patients.patient', 'select') as given`;
    expect(row).toEqual({ given: false });
  });

  it('learn of hidden rows by errors: conditions of its own run on visible rows only', async () => {
    // Every row but ada's divides by zero or is no number.
    const hidden = `'${idOf('ada')}'`;
    const rows = await asAda(
      `select id from patients.patient where 1 / (case when id = ${hidden} then 1 else 0 end) = 1`,
    );
    expect(rows).toEqual([{ id: idOf('ada') }]);
    await expect(
      asAda(
        `select id from patients.patient where (case when id = ${hidden} then '1' else 'x' end)::int = 1`,
      ),
    ).resolves.toHaveLength(1);
  });

  it('learn of hidden rows by functions with side effects', async () => {
    const notices: string[] = [];
    const loud = postgres(database.address('caretrail_patients'), {
      max: 1,
      onnotice: ({ message }) => notices.push(message ?? ''),
    });
    await admin.unsafe(`create schema loud; grant usage on schema loud to patients_patient;
      create function loud.tell(id uuid) returns boolean language plpgsql cost 0.0001 as
        $$ begin raise notice '%', id; return true; end $$;
      grant execute on function loud.tell to patients_patient`);
    await as(
      loud,
      'patients_patient',
      ADA,
      'set local client_min_messages = notice; select id from patients.patient where loud.tell(id)',
    );
    expect(new Set(notices)).toEqual(new Set([idOf('ada')]));
    await admin.unsafe('drop schema loud cascade');
    await loud.end();
  });

  it('learn how many rows are hidden by counting', async () => {
    expect(await asAda('select count(*)::int, max(birth_year) from patients.patient')).toEqual([
      { count: 1, max: 1980 },
    ]);
  });

  it('read statistics that hold hidden values', async () => {
    await admin.unsafe('analyze patients.patient, patients.encounter');
    expect(await asAda("select * from pg_stats where schemaname = 'patients'")).toEqual([]);
  });

  it('see facts about others: whom they treat, permit, deny or opened', async () => {
    expect(await asDoctor("select count(*)::int from access.treating where member <> 'lakeside'")).toEqual([
      { count: 0 },
    ]);
    expect(await asDoctor("select count(*)::int from access.break_glass where subject <> 'doctor'")).toEqual([
      { count: 0 },
    ]);
    const northgate = { ...DOCTOR, organization: 'northgate', subject: 'somebody' };
    expect(
      await as(
        patients,
        'patients_hospital_clinician',
        northgate,
        'select patient from access.consent order by data_class, excepted nulls first',
      ),
    ).toEqual([{ patient: idOf('cid') }, { patient: idOf('ida') }]);
    for (const table of ['treating', 'insurer', 'break_glass', 'case_scope', 'regulatory_case'])
      await expect(asAda(`select * from access.${table}`)).rejects.toMatchObject(DENIED);
    for (const { patient } of await asAda('select patient from access.consent'))
      expect(patient).toBe(idOf('ada'));
    expect(await asAda('select patient from access.delegate')).toHaveLength(2);
  });

  it('pretend to have no purpose, or one of another role', async () => {
    for (const purpose of [null, '', 'HCOMPL', "TREAT' or true --"])
      expect(
        await as(
          patients,
          'patients_hospital_clinician',
          { ...DOCTOR, purpose },
          'select id from patients.patient',
        ),
      ).toEqual([]);
  });

  it('name a case that is no id', async () => {
    const settings = { organization: 'health-authority', subject: 'auditor', case: 'x', purpose: 'HCOMPL' };
    await expect(
      as(patients, 'patients_regulator_auditor', settings, 'select id from patients.patient'),
    ).rejects.toMatchObject({ code: '22P02' });
  });
});

describe('an access event', () => {
  const columns =
    '(request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome)';
  const own = {
    subgraph: 'patients',
    tier: 'hospital',
    role: 'clinician',
    subject: 'doctor',
    organization: 'lakeside',
    purpose: 'TREAT',
    case_id: null,
  };
  const insert = (change: Partial<Record<keyof typeof own, string | null>>) => {
    const said = { ...own, ...change };
    const text = (value: string | null) => (value === null ? 'null' : `'${value}'`);
    return `insert into access.event ${columns} values ('r', ${text(said.subgraph)}, ${text(said.tier)}, ${text(said.role)},
      ${text(said.subject)}, ${text(said.organization)}, ${text(said.purpose)}, ${text(said.case_id)}, '{}', '{}', '{}', '{}', 'ok')`;
  };

  it('is taken in the caller’s own name', async () => {
    await asDoctor(insert({}));
    expect(await admin`select subject from access.event`).toEqual([{ subject: 'doctor' }]);
  });

  it.each([
    { subgraph: 'claims' },
    { tier: 'payer' },
    { role: null },
    { role: 'registrar' },
    { subject: 'colleague' },
    { organization: 'northgate' },
    { purpose: 'ETREAT' },
    { purpose: null },
    { case_id: idOf('case') },
  ])('is refused when it says %o', async (change) => {
    await expect(asDoctor(insert(change))).rejects.toMatchObject(DENIED);
  });

  it('has neither time nor id of the caller’s choosing', async () => {
    for (const column of ['at', 'id'])
      await expect(
        asDoctor(insert({}).replace('(request', `(${column}, request`).replace("('r'", "(default, 'r'")),
      ).rejects.toMatchObject(DENIED);
  });
});

describe('what the database does not promise', () => {
  it('a second role may be set in a transaction: the text of statements must never be a caller’s', async () => {
    const rows = await as(
      claims,
      'claims_public',
      ADA,
      'set local role claims_patient; select id from claims.claim',
    );
    expect(rows.at(-1)).toHaveLength(2);
  });
});
