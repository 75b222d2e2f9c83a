import { connect, type Pool } from '@caretrail/db';
import { raiseCaseAlerts } from '@caretrail/db/access-log';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPatients } from '../index.ts';
import { type Answer, ask } from './ask.ts';
import { CALLERS } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { documentId, PEOPLE } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let worker: Pool;
let patients: Subgraph;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  worker = connect(database.address('caretrail_worker'), { max: 1 });
  await fillClinic(admin);
  patients = createPatients({
    cursorKey: new Uint8Array(32),
    pseudonymKey: (member) => new TextEncoder().encode(member),
    anchors: null,
    pool: connect(database.address('caretrail_patients')),
    onFailure: (error) => failures.push(error),
  });
});
beforeEach(
  () =>
    admin`truncate access.request, access.notice, access.event, access.case_alert, access.case_scope, access.regulatory_case`,
);
afterAll(async () => {
  expect(failures).toEqual([]);
  await patients?.close();
  await worker?.end();
  await admin?.end();
  await database?.stop();
});

const now = () => Math.floor(Date.now() / 1000);
const asPatient = (subject: string): Caller => ({ ...CALLERS.patient, subject });
const auditor = (change: Partial<Caller> = {}): Caller => ({
  ...CALLERS.auditor,
  ...{ case: null, authenticatedAt: now(), ...change },
});
const refused = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']);
const codes = ({ data }: Answer, mutation: string) =>
  (data?.[mutation] as { errors: { code: string }[] } | null)?.errors.map(({ code }) => code);
const recordOf = ({ data }: Answer, mutation: string) =>
  (data as Record<string, { record: { id: string } & Record<string, unknown> }>)[mutation]?.record ?? {
    id: '',
  };

describe('a request for access', () => {
  const REQUEST = `mutation ($input: RequestAccessInput!) { requestAccess(input: $input) {
    record { id state days expires patient { id } } anchor errors { code field } } }`;
  const ANSWER = `mutation ($input: AnswerAccessRequestInput!) { answerAccessRequest(input: $input) {
    record { state consent } errors { code } } }`;
  const LIST =
    '{ accessRequests(open: true) { totalCount nodes { id state requester patientId dataClass explanation } } }';
  const request = (patient: string, change: object = {}, caller: Caller = CALLERS.clinician) =>
    ask(patients, caller, REQUEST, {
      input: { patient, dataClass: 'clinical', explanation: 'A second opinion was asked for.', ...change },
    });
  const answer = (caller: Caller, input: object) => ask(patients, caller, ANSWER, { input });

  it('is put to the person, who is told, and tells who asks nothing of whether there is such a person', async () => {
    const nobody = '00000001-0000-4000-8000-00000000ffff';
    const [asked, unknown] = [await request(PEOPLE.bob), await request(nobody)];
    expect(recordOf(asked, 'requestAccess')).toMatchObject({ state: 'OPEN', days: 30, patient: null });
    const shape = ({ id: _, expires: __, ...rest }: Record<string, unknown>) => rest;
    expect(shape(recordOf(unknown, 'requestAccess'))).toEqual(shape(recordOf(asked, 'requestAccess')));
    expect((await ask(patients, asPatient(PEOPLE.bob), LIST)).data).toMatchObject({
      accessRequests: { totalCount: 1, nodes: [{ requester: 'clinician@lakeside', dataClass: 'clinical' }] },
    });
    expect((await ask(patients, asPatient(PEOPLE.ada), LIST)).data).toMatchObject({
      accessRequests: { totalCount: 0 },
    });
    const colleague = { ...CALLERS.clinician, subject: 'another@lakeside' };
    expect((await ask(patients, colleague, LIST)).data).toMatchObject({ accessRequests: { totalCount: 0 } });
    expect((await ask(patients, CALLERS.clinician, LIST)).data).toMatchObject({
      accessRequests: { totalCount: 2 },
    });
    const told = await ask(patients, asPatient(PEOPLE.bob), '{ notices { nodes { kind code } } }');
    expect(told.data).toEqual({ notices: { nodes: [{ kind: 'ACCESS_REQUESTED', code: 'clinical' }] } });
  });

  it('stands once, twenty times a day, and for clinicians who treat alone', async () => {
    await request(PEOPLE.bob);
    expect(codes(await request(PEOPLE.bob), 'requestAccess')).toEqual(['REQUEST_OPEN']);
    expect(codes(await request(PEOPLE.bob, { dataClass: 'claim' }), 'requestAccess')).toEqual([]);
    await admin`update access.request set day = day - 1 where place = 2`;
    await admin`insert into access.request select gen_random_uuid(), subject, organization, gen_random_uuid(), data_class,
      days, explanation, asked_at, expires, day, number from access.request, generate_series(2, 20) number where place = 1`;
    expect(codes(await request(PEOPLE.dan), 'requestAccess')).toEqual(['LIMIT_EXCEEDED']);
    expect(refused(await request(PEOPLE.dan, { days: 366 }))).toEqual(['BAD_USER_INPUT']);
    const emergency: Caller = { ...CALLERS.clinician, purpose: 'ETREAT' };
    expect(refused(await request(PEOPLE.dan, {}, emergency))).toEqual(['FORBIDDEN_PURPOSE']);
    expect(refused(await request(PEOPLE.dan, {}, CALLERS.registrar))).toEqual(['FORBIDDEN_ROLE']);
  });

  it('is answered once, by the person alone, in its time; what is granted is a consent', async () => {
    const { id } = recordOf(await request(PEOPLE.ada), 'requestAccess');
    expect(
      codes(await answer(asPatient(PEOPLE.bob), { id, answer: 'REFUSED' }), 'answerAccessRequest'),
    ).toEqual(['UNKNOWN']);
    expect(codes(await answer(CALLERS.patient, { id, answer: 'GRANTED' }), 'answerAccessRequest')).toEqual([
      'CONSENT_MISSING',
    ]);
    const others = await admin`select id from patients.consent where patient <> ${PEOPLE.ada} limit 1`;
    const stranger = { id, answer: 'GRANTED', consent: others[0]?.['id'] ?? documentId(99) };
    expect(codes(await answer(CALLERS.patient, stranger), 'answerAccessRequest')).toEqual([
      'CONSENT_MISSING',
    ]);
    const [own] = await admin`select id from patients.consent where patient = ${PEOPLE.ada}`;
    const grant = () => answer(CALLERS.patient, { id, answer: 'GRANTED', consent: own?.['id'] });
    const permit = (actor: string, dataClass: string, days: number) => admin`
      insert into access.consent (id, record, patient, actor, data_class, permit, valid_from, valid_to)
      values (gen_random_uuid(), ${own?.['id']}, ${PEOPLE.ada}, ${actor}, ${dataClass}, true, now(),
        now() + make_interval(days => ${days}))`;
    await permit('northgate', 'clinical', 40);
    expect(codes(await grant(), 'answerAccessRequest')).toEqual(['CONSENT_MISSING']);
    await permit('lakeside', 'claim', 40);
    expect(codes(await grant(), 'answerAccessRequest')).toEqual(['CONSENT_CLASS']);
    await permit('lakeside', 'clinical', 20);
    expect(codes(await grant(), 'answerAccessRequest')).toEqual(['CONSENT_PERIOD']);
    await permit('clinician@lakeside', 'clinical', 30);
    const granted = await grant();
    expect(recordOf(granted, 'answerAccessRequest')).toEqual({ state: 'GRANTED', consent: own?.['id'] });
    expect(codes(await answer(CALLERS.patient, { id, answer: 'REFUSED' }), 'answerAccessRequest')).toEqual([
      'ANSWERED',
    ]);
    const late = recordOf(await request(PEOPLE.cleo), 'requestAccess');
    await admin`update access.request set expires = now() where id = ${late.id}`;
    expect(
      codes(await answer(asPatient(PEOPLE.cleo), { id: late.id, answer: 'REFUSED' }), 'answerAccessRequest'),
    ).toEqual(['ANSWERED']);
    const told = await ask(patients, CALLERS.patient, '{ notices { nodes { kind code } } }');
    expect(told.data).toMatchObject({
      notices: { nodes: [{ kind: 'ACCESS_ANSWERED', code: 'GRANTED' }, { kind: 'ACCESS_REQUESTED' }] },
    });
  });
});

describe('a regulatory case', () => {
  const OPEN = `mutation ($input: OpenCaseInput!) { openCase(input: $input) {
    record { id opened until people closed } errors { code } } }`;
  const CLOSE = 'mutation ($id: ID!) { closeCase(input: { id: $id }) { record { closed } errors { code } } }';
  const SEEN = '{ patients { nodes { id } } }';
  const openCase = (caller: Caller, people: readonly string[] = [PEOPLE.bob]) =>
    ask(patients, caller, OPEN, { input: { reason: 'A complaint of March.', patients: people } });

  it('opens those whom it names to its auditor for thirty days, until it is closed', async () => {
    const opened = recordOf(await openCase(auditor(), [PEOPLE.bob, PEOPLE.hal, PEOPLE.bob]), 'openCase');
    expect(opened).toMatchObject({ people: 2, closed: null });
    const days = (Date.parse(String(opened['until'])) - Date.parse(String(opened['opened']))) / 86_400_000;
    expect(days).toBe(30);
    const under = auditor({ case: opened.id });
    expect((await ask(patients, under, SEEN)).data).toMatchObject({
      patients: { nodes: [{ id: PEOPLE.bob }, { id: PEOPLE.hal }] },
    });
    const colleague = auditor({ case: opened.id, subject: 'other@health-authority' });
    expect((await ask(patients, colleague, SEEN)).data).toEqual({ patients: { nodes: [] } });
    expect(codes(await ask(patients, colleague, CLOSE, { id: opened.id }), 'closeCase')).toEqual(['UNKNOWN']);
    expect(codes(await ask(patients, auditor(), CLOSE, { id: opened.id }), 'closeCase')).toEqual([]);
    expect((await ask(patients, under, SEEN)).data).toEqual({ patients: { nodes: [] } });
    expect(codes(await ask(patients, auditor(), CLOSE, { id: opened.id }), 'closeCase')).toEqual(['UNKNOWN']);
    expect((await ask(patients, auditor(), '{ cases { nodes { reason } totalCount } }')).data).toMatchObject({
      cases: { totalCount: 1 },
    });
  });

  it('asks for a fresh sign-in, a reason and people by their ids', async () => {
    expect(refused(await openCase(auditor({ authenticatedAt: now() - 301 })))).toEqual(['STEP_UP_REQUIRED']);
    expect(refused(await openCase(auditor({ purpose: 'PUBHLTH' })))).toEqual(['FORBIDDEN_PURPOSE']);
    expect(refused(await openCase(auditor(), []))).toEqual(['BAD_USER_INPUT']);
    expect(refused(await openCase(auditor(), ['Patient/1']))).toEqual(['BAD_USER_INPUT']);
    expect(refused(await openCase({ ...CALLERS.privacyOfficer, authenticatedAt: now() }))).toEqual([
      'FORBIDDEN_ROLE',
    ]);
  });

  it('cannot be widened, prolonged or opened for somebody else in the database', async () => {
    const { id } = recordOf(await openCase(auditor()), 'openCase');
    await admin`update access.regulatory_case set opened_at = now() - interval '1 hour' where id = ${id}`;
    const pool = connect(database.address('caretrail_patients'), { max: 1 });
    const { subject, organization } = auditor();
    const tried = (text: string) =>
      pool.begin(async (sql) => {
        await sql`select set_config('role', 'patients_regulator_auditor', true),
          set_config('caretrail.subject', ${subject}, true), set_config('caretrail.purpose', 'HCOMPL', true),
          set_config('caretrail.organization', ${organization}, true)`;
        await sql.unsafe(text);
      });
    for (const text of [
      `insert into access.case_scope values ('${id}', '${PEOPLE.ada}')`,
      "update access.regulatory_case set open_until = 'infinity'",
      `insert into access.regulatory_case values (gen_random_uuid(), 'another', 'Why', now(), now() + interval '1 day')`,
      `insert into access.regulatory_case values (gen_random_uuid(), '${subject}', 'Why', now(), now() + interval '31 days')`,
    ])
      await expect(tried(text), text).rejects.toMatchObject({ code: '42501' });
    await pool.end();
  });

  it('under which unusually much is read is put before somebody else, once a day', async () => {
    const opened = recordOf(await openCase(auditor()), 'openCase');
    const under = auditor({ case: opened.id });
    for (let time = 0; time < 3; time++) await ask(patients, under, SEEN);
    // The test's requests share one id: a day's reads are told apart by it.
    await admin`update access.event set request = id::text`;
    expect(await raiseCaseAlerts(worker, 3)).toBe(0);
    expect(await raiseCaseAlerts(worker, 2)).toBe(1);
    expect(await raiseCaseAlerts(worker, 2)).toBe(0);
    const queue = '{ caseAlerts { nodes { id case reads reason auditor } } }';
    expect((await ask(patients, auditor(), queue)).data).toEqual({ caseAlerts: { nodes: [] } });
    const reviewer = auditor({ subject: 'other@health-authority' });
    const { data } = await ask(patients, reviewer, queue);
    const [alert] = (data as { caseAlerts: { nodes: { id: string }[] } }).caseAlerts.nodes;
    expect(alert).toMatchObject({ case: opened.id, reads: 3, reason: 'A complaint of March.' });
    const REVIEW = `mutation ($id: ID!) { reviewCaseAlert(input: { id: $id, outcome: JUSTIFIED }) { record { outcome } errors { code } } }`;
    expect(codes(await ask(patients, auditor(), REVIEW, { id: alert?.id }), 'reviewCaseAlert')).toEqual([
      'UNKNOWN',
    ]);
    expect(codes(await ask(patients, reviewer, REVIEW, { id: alert?.id }), 'reviewCaseAlert')).toEqual([]);
    expect((await ask(patients, reviewer, queue)).data).toEqual({ caseAlerts: { nodes: [] } });
  });
});
