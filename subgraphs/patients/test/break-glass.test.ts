import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPatients } from '../index.ts';
import { patientsSchema } from '../schema.ts';
import { type Answer, ask, unguarded } from './ask.ts';
import { CALLERS, clinicianAt } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { PEOPLE } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let patients: Subgraph;
let alone: ReturnType<typeof unguarded>;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  const options = {
    cursorKey: new Uint8Array(32),
    pseudonymKey: (member: string) => new TextEncoder().encode(member),
    anchors: null,
  };
  const pool = connect(database.address('caretrail_patients'));
  patients = createPatients({ ...options, pool, onFailure: (error) => failures.push(error) });
  alone = unguarded('patients', patientsSchema(options), admin);
});
beforeEach(async () => {
  await admin`truncate access.emergency, access.search, access.notice, access.event, provenance.submission cascade`;
  await admin`delete from access.break_glass where patient = ${PEOPLE.bob}`;
});
afterAll(async () => {
  expect([...failures, ...alone.failures]).toEqual([]);
  await patients?.close();
  await admin?.end();
  await database?.stop();
});

const now = () => Math.floor(Date.now() / 1000);
const emergency = (caller: Caller): Caller => ({ ...caller, purpose: 'ETREAT', authenticatedAt: now() });
const fresh = () => emergency(CALLERS.clinician);
const asPatient = (subject: string): Caller => ({ ...CALLERS.patient, subject });
const officerAt = (organization: string): Caller => ({
  ...CALLERS.privacyOfficer,
  ...{ organization, subject: `privacy_officer@${organization}` },
});

const OPEN = `mutation ($input: OpenBreakGlassInput!) { openBreakGlass(input: $input) {
  record { id patient { id name { family } } actor reason opened expires active outcome } anchor errors { code field } } }`;
const REVIEW = `mutation ($input: ReviewBreakGlassInput!) { reviewBreakGlass(input: $input) {
  record { outcome reviewer finding active } errors { code field } } }`;
const QUEUE =
  '{ breakGlassReviews { totalCount nodes { id actor patient { id } pseudonym explanation outcome } } }';
const SEEN = `{ patient(id: "${PEOPLE.bob}") { name { family } } }`;
const BOB = { identifier: 'MRN-bob' };

const input = (person: object) => ({
  input: { person, reason: 'EMERGENCY', explanation: 'Found unconscious in the street.' },
});
const open = (caller: Caller, person: object = BOB) => ask(patients, caller, OPEN, input(person));
const codes = (answer: Answer, mutation: string) =>
  (answer.data?.[mutation] as { errors: { code: string }[] } | null)?.errors.map(({ code }) => code);
const refused = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']);
const idOf = ({ data }: Answer) =>
  (data as { openBreakGlass: { record: { id: string } } }).openBreakGlass.record.id;

/** Runs SQL that an attacker wrote, as a role of this subgraph's login. */
async function as(role: string, caller: Caller, text: string): Promise<readonly object[]> {
  const pool = connect(database.address('caretrail_patients'), { max: 1 });
  try {
    return await pool.begin(async (sql) => {
      await sql`select set_config('role', ${role}, true),
        set_config('caretrail.organization', ${caller.organization ?? ''}, true),
        set_config('caretrail.subject', ${caller.subject ?? ''}, true),
        set_config('caretrail.purpose', ${caller.purpose ?? ''}, true)`;
      return sql.unsafe(text);
    });
  } finally {
    await pool.end();
  }
}

describe('an emergency access', () => {
  it.each([
    ['an identifier', BOB],
    ['an identifier and its system, whatever the case', { identifier: ' mrn-BOB', system: 'urn:mrn' }],
    ['name and birth date', { family: 'builder', given: 'Bob', birthDate: '1980-05-06' }],
  ])('is opened by %s, at once, for four hours, and the person is told', async (_, person) => {
    expect((await ask(patients, fresh(), SEEN)).data).toEqual({ patient: null });
    const { data, errors } = await open(fresh(), person);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      openBreakGlass: {
        ...{ anchor: 'PENDING', errors: [] },
        record: { patient: { id: PEOPLE.bob, name: { family: 'Builder' } }, active: true, outcome: null },
      },
    });
    const [row] =
      await admin`select extract(epoch from expires - opened_at)::int as seconds from access.emergency`;
    expect(row?.['seconds']).toBe(4 * 3600);
    expect((await ask(patients, fresh(), SEEN)).data).toEqual({ patient: { name: { family: 'Builder' } } });
    const told = await ask(
      patients,
      asPatient(PEOPLE.bob),
      '{ notices { nodes { kind code organization { slug } read } } }',
    );
    expect(told.data).toMatchObject({
      notices: {
        nodes: [
          { kind: 'BREAK_GLASS_OPENED', code: 'EMERGENCY', organization: { slug: 'lakeside' }, read: null },
        ],
      },
    });
    expect(await admin`select call, organization, widens from provenance.submission`).toEqual([
      { call: 'access:breakGlass', organization: 'lakeside', widens: false },
    ]);
    expect(
      await admin`select patients, outcome from access.event where operation = 'openBreakGlass'`,
    ).toEqual([{ patients: [PEOPLE.bob], outcome: 'PERMITTED' }]);
  });

  it('marks what is read under it, and nothing that another relation opens', async () => {
    await open(fresh());
    await admin`truncate access.event`;
    await ask(
      patients,
      fresh(),
      `{ patient(id: "${PEOPLE.bob}") { state } other: patient(id: "${PEOPLE.ada}") { state } }`,
    );
    expect(await admin`select patients, emergency from access.event`).toEqual([
      { patients: [PEOPLE.ada, PEOPLE.bob], emergency: [PEOPLE.bob] },
    ]);
  });

  it('is the actor’s alone', async () => {
    await open(fresh());
    const colleague = { ...fresh(), subject: 'another@lakeside' };
    expect((await ask(patients, colleague, SEEN)).data).toEqual({ patient: null });
    expect((await ask(patients, emergency(clinicianAt('unity')), SEEN)).data).toEqual({ patient: null });
  });

  it('ends on the next request, for cursors too', async () => {
    const opened = idOf(await open(fresh()));
    const page = (after: string | null) =>
      ask(
        patients,
        fresh(),
        'query ($after: String) { patients(first: 1, after: $after) { nodes { id } pageInfo { endCursor } totalCount } }',
        { after },
      );
    const before = (await page(null)).data?.['patients'] as {
      pageInfo: { endCursor: string };
      totalCount: number;
    };
    await admin`update access.break_glass set expires = now() where patient = ${PEOPLE.bob}`;
    await admin`update access.emergency set expires = now() where id = ${opened}`;
    expect((await ask(patients, fresh(), SEEN)).data).toEqual({ patient: null });
    const seen: string[] = [];
    for (let after: string | null = before.pageInfo.endCursor; after !== null; ) {
      const next = (await page(after)).data?.['patients'] as {
        nodes: { id: string }[];
        pageInfo: { endCursor: string | null };
        totalCount: number;
      };
      expect(next.totalCount).toBe(before.totalCount - 1);
      seen.push(...next.nodes.map(({ id }) => id));
      after = next.pageInfo.endCursor;
    }
    expect(seen).not.toContain(PEOPLE.bob);
  });

  it('is refused without a fresh sign-in, for another purpose, and to every other role', async () => {
    const stale = { ...fresh(), authenticatedAt: now() - 301 };
    const answer = await open(stale);
    expect(refused(answer)).toEqual(['STEP_UP_REQUIRED']);
    expect(answer.errors?.[0]?.message).toMatch(/prompt=login or max_age=300/);
    expect(refused(await open({ ...fresh(), authenticatedAt: null }))).toEqual(['STEP_UP_REQUIRED']);
    expect(refused(await open({ ...fresh(), purpose: 'TREAT' }))).toEqual(['FORBIDDEN_PURPOSE']);
    for (const name of [
      'public',
      'patient',
      'registrar',
      'analyst',
      'privacyOfficer',
      'adjudicator',
      'auditor',
    ] as const)
      expect(refused(await open({ ...CALLERS[name], authenticatedAt: now() })), name).toEqual([
        'FORBIDDEN_ROLE',
      ]);
    expect(await admin`select from access.search`).toEqual([]);
  });
});

describe('who is sought and not found', () => {
  it('is answered alike whether nobody or more than one is on record so, after the same statements', async () => {
    await admin`insert into access.identification select digest, ${PEOPLE.gil}::uuid from access.identification
      where patient = ${PEOPLE.hal} on conflict do nothing`;
    const tried = async (identifier: string) => {
      alone.statements.length = 0;
      const bare = await ask(alone.subgraph, fresh(), OPEN, input({ identifier }));
      const answer = await open(fresh(), { identifier });
      expect(bare).toEqual(answer);
      return { answer, statements: [...alone.statements] };
    };
    const [nobody, several] = [await tried('MRN-nobody'), await tried('MRN-hal')];
    expect(several).toEqual(nobody);
    expect(codes(nobody.answer, 'openBreakGlass')).toEqual(['NO_EXACT_MATCH']);
  });

  it.each([
    ['a part of an identifier', { identifier: 'MRN-bo' }],
    ['a pattern', { identifier: 'MRN-%' }],
    ['another birth date', { family: 'Builder', given: 'bob', birthDate: '1980-05-07' }],
    ['another system', { identifier: 'MRN-bob', system: 'urn:other' }],
  ])('is not found by %s', async (_, person) => {
    expect(codes(await open(fresh(), person), 'openBreakGlass')).toEqual(['NO_EXACT_MATCH']);
  });

  it.each([
    ['nothing', {}],
    ['a name alone', { family: 'Builder', given: 'bob' }],
    ['a year', { family: 'Builder', given: 'bob', birthDate: '1980' }],
    ['both ways at once', { identifier: 'MRN-bob', family: 'Builder' }],
  ])('is not sought by %s', async (_, person) => {
    expect(refused(await open(fresh(), person))).toEqual(['BAD_USER_INPUT']);
    expect(await admin`select from access.search`).toEqual([]);
  });

  it('is sought twenty times an hour at most, failures counted', async () => {
    for (let time = 0; time < 20; time++)
      expect(codes(await open(fresh(), { identifier: `MRN-${time}` }), 'openBreakGlass')).toEqual([
        'NO_EXACT_MATCH',
      ]);
    expect(codes(await open(fresh()), 'openBreakGlass')).toEqual(['LIMIT_EXCEEDED']);
    expect(await admin`select from access.emergency`).toEqual([]);
    expect(codes(await open({ ...fresh(), subject: 'another@lakeside' }), 'openBreakGlass')).toEqual([]);
  });
});

describe('a clinician', () => {
  it('declares ten emergencies a day', async () => {
    await open(fresh());
    await admin`insert into access.emergency select gen_random_uuid(), number::text, subject, organization,
        gen_random_uuid(), reason, explanation, salt, opened_at, expires, day, number
      from access.emergency cross join generate_series(2, 10) as number where place = 1`;
    expect(codes(await open(fresh(), { identifier: 'MRN-hal-only' }), 'openBreakGlass')).toEqual([
      'NO_EXACT_MATCH',
    ]);
    expect(codes(await open(fresh(), { identifier: 'MRN-ada' }), 'openBreakGlass')).toEqual([
      'LIMIT_EXCEEDED',
    ]);
  });

  it('renews nothing before somebody has reviewed it', async () => {
    const opened = idOf(await open(fresh()));
    expect(codes(await open(fresh()), 'openBreakGlass')).toEqual(['REVIEW_PENDING']);
    await ask(patients, CALLERS.privacyOfficer, REVIEW, { input: { id: opened, outcome: 'JUSTIFIED' } });
    expect(codes(await open(fresh()), 'openBreakGlass')).toEqual([]);
  });
});

describe('a review', () => {
  const review = (caller: Caller, id: string, outcome = 'JUSTIFIED', finding: string | null = null) =>
    ask(patients, caller, REVIEW, { input: { id, outcome, finding } });

  it('is the queue’s until it is closed: of one’s own organization, or of all for an auditor', async () => {
    const id = idOf(await open(fresh()));
    const queue = async (caller: Caller) => {
      const answer = await ask(patients, caller, QUEUE);
      return answer.data?.['breakGlassReviews'] as { totalCount: number; nodes: object[] } | null;
    };
    expect(await queue(CALLERS.privacyOfficer)).toMatchObject({
      totalCount: 1,
      nodes: [{ id, actor: 'clinician@lakeside', patient: null, outcome: null }],
    });
    expect(await queue(officerAt('northgate'))).toEqual({ totalCount: 0, nodes: [] });
    expect(await queue({ ...CALLERS.auditor, case: null })).toMatchObject({
      nodes: [{ actor: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    for (const name of ['clinician', 'registrar', 'patient'] as const)
      expect(refused(await ask(patients, CALLERS[name], QUEUE)), name).toEqual(['FORBIDDEN_ROLE']);
    expect(
      await admin`select from access.event where subject = 'privacy_officer@lakeside' and patients = array[${PEOPLE.bob}]::uuid[]`,
    ).toHaveLength(1);
    await review(CALLERS.privacyOfficer, id);
    expect(await queue(CALLERS.privacyOfficer)).toEqual({ totalCount: 0, nodes: [] });
  });

  it('is made once, by somebody else, and the person is told', async () => {
    const id = idOf(await open(fresh()));
    const actorAsOfficer = { ...CALLERS.privacyOfficer, subject: CALLERS.clinician.subject };
    expect(codes(await review(actorAsOfficer, id), 'reviewBreakGlass')).toEqual(['UNKNOWN']);
    expect(
      codes(await review({ ...CALLERS.auditor, subject: CALLERS.clinician.subject }, id), 'reviewBreakGlass'),
    ).toEqual(['UNKNOWN']);
    expect(codes(await review(officerAt('northgate'), id), 'reviewBreakGlass')).toEqual(['UNKNOWN']);
    const { data } = await review(CALLERS.privacyOfficer, id);
    expect(data).toMatchObject({
      reviewBreakGlass: { record: { outcome: 'JUSTIFIED', active: true }, errors: [] },
    });
    expect(codes(await review(CALLERS.auditor, id), 'reviewBreakGlass')).toEqual(['REVIEWED']);
    const told = await ask(patients, asPatient(PEOPLE.bob), '{ notices { nodes { id kind code } } }');
    const [{ id: notice }] = (told.data as { notices: { nodes: { id: string }[] } }).notices.nodes as [
      { id: string },
    ];
    expect(told.data).toMatchObject({
      notices: { nodes: [{ kind: 'BREAK_GLASS_REVIEWED', code: 'JUSTIFIED' }, {}] },
    });
    const read =
      'mutation ($ids: [ID!]!) { readNotices(input: { ids: $ids }) { record { id } errors { code } } }';
    expect(codes(await ask(patients, asPatient(PEOPLE.ada), read, { ids: [notice] }), 'readNotices')).toEqual(
      ['UNKNOWN'],
    );
    await ask(patients, asPatient(PEOPLE.bob), read, { ids: [notice] });
    const unread = await ask(patients, asPatient(PEOPLE.bob), '{ notices(unread: true) { totalCount } }');
    expect(unread.data).toEqual({ notices: { totalCount: 1 } });
    expect(
      (await admin`select call from provenance.submission order by number`).map(({ call }) => call),
    ).toEqual(['access:breakGlass', 'access:review']);
  });

  it('ends what was not justified, and says why', async () => {
    const id = idOf(await open(fresh()));
    expect(refused(await review(CALLERS.privacyOfficer, id, 'UNJUSTIFIED'))).toEqual(['BAD_USER_INPUT']);
    const { data } = await review(
      CALLERS.privacyOfficer,
      id,
      'UNJUSTIFIED',
      'The person was an acquaintance.',
    );
    expect(data).toMatchObject({ reviewBreakGlass: { record: { outcome: 'UNJUSTIFIED', active: false } } });
    expect((await ask(patients, fresh(), SEEN)).data).toEqual({ patient: null });
  });
});

describe('the database alone', () => {
  const DENIED = { code: '42501' };
  const CLINICIAN = 'patients_hospital_clinician';
  const declare = (
    change = '',
  ) => `insert into access.emergency (id, ledger_id, subject, organization, patient, reason,
    explanation, salt, opened_at, expires, day, place)
    values (gen_random_uuid(), 'x', 'clinician@lakeside', 'lakeside', '${PEOPLE.bob}', 'EMERGENCY', 'because', '', now(),
    now() + interval '4 hours', (now() at time zone 'UTC')::date, 1${change})`;
  const seek = (by: string, place = 1) => `insert into access.search (subject, hour, place, digest)
    values ('clinician@lakeside', date_trunc('hour', now(), 'UTC'), ${place}, access.identity_digest('identifier', '${by}'))`;

  it.each([
    [
      'a row that opens without a declaration',
      `insert into access.break_glass values ('clinician@lakeside', '${PEOPLE.bob}', now() + interval '1 hour')`,
    ],
    ['a declaration about nobody who was sought', declare()],
    ['a declaration about another than was sought', `${seek('MRN-ada')}; ${declare()}`],
    [
      'a declaration in a colleague’s name',
      `${seek('MRN-bob')}; ${declare().replace('clinician@lakeside', 'other')}`,
    ],
    [
      'a declaration of yesterday’s',
      `${seek('MRN-bob')}; ${declare().replace('now(),', "now() - interval '1 day',")}`,
    ],
    [
      'a notice of one’s own making',
      `insert into access.notice (patient, kind, about) values ('${PEOPLE.bob}', 'BREAK_GLASS_OPENED', gen_random_uuid())`,
    ],
    ['a review of one’s own', "update access.emergency set outcome = 'JUSTIFIED'"],
    ['a longer time', "update access.break_glass set expires = 'infinity'"],
  ])('refuses %s', async (_, text) => {
    await expect(as(CLINICIAN, fresh(), text)).rejects.toMatchObject(DENIED);
  });

  it.each([
    ['five hours', `${seek('MRN-bob')}; ${declare().replace('4 hours', '5 hours')}`],
    ['a search too many', seek('MRN-bob', 21)],
    ['an emergency too many', `${seek('MRN-bob')}; ${declare().replace('date, 1)', 'date, 11)')}`],
  ])('refuses %s by what a row may say', async (_, text) => {
    await expect(as(CLINICIAN, fresh(), text)).rejects.toMatchObject({ code: '23514' });
  });

  it('shows of who can be found the one who is sought, in the transaction that seeks, for an emergency', async () => {
    const all = 'select patient from access.identification';
    expect(await as(CLINICIAN, fresh(), all)).toEqual([]);
    await as(CLINICIAN, fresh(), seek('MRN-bob'));
    expect(await as(CLINICIAN, fresh(), all)).toEqual([]);
    expect(await as(CLINICIAN, fresh(), `${seek('MRN-ada', 2)}; ${all}`)).toMatchObject([
      {},
      [{ patient: PEOPLE.ada }],
    ]);
    const treating = { ...fresh(), purpose: 'TREAT' } as Caller;
    await expect(as(CLINICIAN, treating, seek('MRN-bob', 3))).rejects.toMatchObject(DENIED);
  });

  it('refuses the actor as reviewer', async () => {
    await open(fresh());
    const actor = { ...CALLERS.privacyOfficer, subject: CALLERS.clinician.subject };
    expect(await as('patients_hospital_privacy_officer', actor, 'select id from access.emergency')).toEqual(
      [],
    );
    expect(
      await as(
        'patients_hospital_privacy_officer',
        CALLERS.privacyOfficer,
        'select id from access.emergency',
      ),
    ).toHaveLength(1);
  });
});
