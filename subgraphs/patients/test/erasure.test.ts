import { connect, type Pool } from '@caretrail/db';
import { eraseOrdered } from '@caretrail/db/erasure';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPatients } from '../index.ts';
import { type Answer, ask } from './ask.ts';
import { CALLERS } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { claimId, conditionId, encounterId, PEOPLE } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let worker: Pool;
let patients: Subgraph;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  worker = connect(database.address('caretrail_worker'));
  await fillClinic(admin);
  patients = createPatients({
    ...{ cursorKey: new Uint8Array(32), pseudonymKey: () => undefined, anchors: null },
    pool: connect(database.address('caretrail_patients')),
    onFailure: (error) => failures.push(error),
  });
});
beforeEach(() => admin`truncate access.event`);
afterAll(async () => {
  expect(failures).toEqual([]);
  await patients?.close();
  await Promise.all([admin?.end(), worker?.end()]);
  await database?.stop();
});

const now = () => Math.floor(Date.now() / 1000);
const registrar: Caller = { ...CALLERS.registrar, authenticatedAt: now() };
const elsewhere: Caller = { ...registrar, organization: 'northgate', subject: 'registrar@northgate' };
const asPatient = (subject: string): Caller => ({ ...CALLERS.patient, subject });

const ERASE = `mutation ($input: EraseRecordInput!) { eraseRecord(input: $input) {
  record { id type patient state custodian { slug } ground erased } anchor errors { code field } } }`;
const ERASURE = `query ($record: ID!) { erasure(record: $record) { id type state integrity versions } }`;
const erase = (caller: Caller, record: string) =>
  ask(patients, caller, ERASE, { input: { record, ground: 'OBJECTION' } });
const codes = ({ data }: Answer) =>
  (data?.['eraseRecord'] as { errors: { code: string }[] } | null)?.errors.map(({ code }) => code);
const refused = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']);
/** What the worker does, while no case is open. */
const work = async () => {
  await admin`update access.regulatory_case set closed_at = now()`;
  let erased = 0;
  for (let done = -1; done !== 0; erased += done) done = await eraseOrdered(worker, { treatingDays: 365 });
  await admin`update access.regulatory_case set closed_at = null`;
  return erased;
};
const told = async (caller: Caller, record: string) =>
  (await ask(patients, caller, ERASURE, { record })).data?.['erasure'];

describe('a registrar', () => {
  it('orders the erasure of a record that they may not read, and it is gone in a moment', async () => {
    const record = conditionId(1);
    const { data, errors } = await erase(registrar, record);
    expect(errors).toBeUndefined();
    expect(data?.['eraseRecord']).toEqual({
      ...{ anchor: null, errors: [] },
      record: {
        ...{ id: record, type: 'Condition', patient: PEOPLE.ada, state: 'ORDERED' },
        ...{ custodian: { slug: 'lakeside' }, ground: 'OBJECTION', erased: null },
      },
    });
    expect(await admin`select patients, policies, outcome from access.event`).toEqual([
      { patients: [PEOPLE.ada], policies: ['record.erase'], outcome: 'PERMITTED' },
    ]);
    expect(codes(await erase(registrar, record))).toEqual(['ORDERED']);
    expect(await told(asPatient(PEOPLE.ada), record)).toMatchObject({ state: 'ORDERED', integrity: null });
    expect(await work()).toBe(1);
    expect(codes(await erase(registrar, record))).toEqual(['ERASED']);
    const erased = { id: record, type: 'Condition', state: 'ERASED', integrity: 'ERASED', versions: 1 };
    for (const caller of [asPatient(PEOPLE.ada), registrar, CALLERS.privacyOfficer, CALLERS.auditor])
      expect(await told(caller, record)).toEqual(erased);
    const gone = await ask(
      patients,
      asPatient(PEOPLE.ada),
      `{ condition(id: "${record}") { id } patient(id: "${PEOPLE.ada}") { conditions { totalCount nodes { id } } } }`,
    );
    expect(gone.data?.['condition']).toBeNull();
    expect(JSON.stringify(gone.data)).not.toContain(record);
    expect(gone.errors).toBeUndefined();
  });

  it('erases a claim by the same order', async () => {
    expect((await erase(registrar, claimId(1))).data?.['eraseRecord']).toMatchObject({
      record: { type: 'Claim', patient: PEOPLE.ada },
    });
    expect(await work()).toBe(1);
    expect(await admin`select from claims.claim where id = ${claimId(1)}`).toEqual([]);
  });

  it('erases a person with everything that is kept of them, once nobody else keeps anything', async () => {
    const held = await admin`select distinct record from provenance.version where subject = ${PEOPLE.cleo}`;
    await erase(registrar, PEOPLE.cleo);
    const own = await work();
    expect(await told(registrar, PEOPLE.cleo)).toMatchObject({ state: 'HELD_ELSEWHERE' });
    expect(codes(await erase(elsewhere, claimId(5)))).toEqual([]);
    expect(own + (await work())).toBe(held.length);
    expect(await told(registrar, PEOPLE.cleo)).toMatchObject({ state: 'ERASED' });
    // Who is not on record any more stands for nobody.
    expect(await told(asPatient(PEOPLE.cleo), PEOPLE.cleo)).toBeNull();
    const { data } = await ask(
      patients,
      registrar,
      `{ patient(id: "${PEOPLE.cleo}") { id } erasures(first: 200) { nodes { id } } }`,
    );
    expect(data?.['patient']).toBeNull();
    expect(data?.['erasures']).toMatchObject({ nodes: { length: own + 3 } });
  });

  it('is answered alike about what another keeps and about what is not there, and leaves no order', async () => {
    for (const record of [encounterId(4), PEOPLE.bob, '00000000-0000-4000-8000-00000000dead', 'no id'])
      expect(codes(await erase(registrar, record)), record).toEqual(['UNKNOWN']);
    expect(codes(await erase(elsewhere, conditionId(1)))).toEqual(['UNKNOWN']);
    expect(await admin`select from access.erasure where erased_at is null`).toEqual([]);
  });

  it('signs in anew for it, and nobody else may at all', async () => {
    for (const authenticatedAt of [null, now() - 301])
      expect(refused(await erase({ ...registrar, authenticatedAt }, encounterId(1)))).toEqual([
        'STEP_UP_REQUIRED',
      ]);
    expect(refused(await erase({ ...registrar, purpose: 'HPAYMT' }, encounterId(1)))).toEqual([
      'FORBIDDEN_PURPOSE',
    ]);
    for (const name of [
      'public',
      'patient',
      'clinician',
      'analyst',
      'privacyOfficer',
      'adjudicator',
      'auditor',
    ] as const)
      expect(
        refused(await erase({ ...CALLERS[name], authenticatedAt: now() }, encounterId(1))),
        name,
      ).toEqual(['FORBIDDEN_ROLE']);
    expect(await admin`select from access.erasure where record = ${encounterId(1)}`).toEqual([]);
  });
});

describe('that a record was erased', () => {
  it('is not told to who is not concerned', async () => {
    expect(await told(asPatient(PEOPLE.bob), conditionId(1))).toBeNull();
    expect(await told(elsewhere, conditionId(1))).toBeNull();
    expect(refused(await ask(patients, CALLERS.clinician, ERASURE, { record: conditionId(1) }))).toEqual([
      'FORBIDDEN_ROLE',
    ]);
  });
});

describe('the database alone', () => {
  const ROLE = 'patients_hospital_registrar';

  /** Runs SQL that an attacker wrote, as a registrar of Lakeside. */
  async function as(text: string): Promise<readonly object[]> {
    const pool = connect(database.address('caretrail_patients'), { max: 1 });
    try {
      return await pool.begin(async (sql) => {
        await sql`select set_config('role', ${ROLE}, true), set_config('caretrail.organization', 'lakeside', true),
          set_config('caretrail.subject', 'registrar@lakeside', true), set_config('caretrail.purpose', 'PATADMIN', true)`;
        const found = await sql.unsafe(text);
        await sql.unsafe('rollback');
        return found;
      });
    } finally {
      await pool.end();
    }
  }
  const order = (
    change: string,
  ) => `insert into access.erasure (record, custodian, ground, ordered_by, ordered_at)
    values (${change})`;

  it.each([
    ['an order in another’s name', order(`'${encounterId(1)}', 'lakeside', 'UNLAWFUL', 'somebody', now()`)],
    [
      'an order for another member',
      order(`'${encounterId(4)}', 'northgate', 'UNLAWFUL', 'registrar@lakeside', now()`),
    ],
    [
      'an order of yesterday',
      order(`'${encounterId(1)}', 'lakeside', 'UNLAWFUL', 'registrar@lakeside', now() - interval '1 day'`),
    ],
    ['destroying by hand', `delete from patients.encounter`],
  ])('refuses %s', async (_, text) => {
    await expect(as(text)).rejects.toMatchObject({ code: '42501' });
  });

  it('shows of what is kept only what was ordered just now, and nothing that it says', async () => {
    expect(await as(`select record from provenance.version where type <> 'Patient'`)).toEqual([]);
    const ordered = order(`'${encounterId(1)}', 'lakeside', 'UNLAWFUL', 'registrar@lakeside', now()`);
    expect(
      await as(`${ordered}; select record from provenance.version where type <> 'Patient'`),
    ).toMatchObject([{}, [{ record: encounterId(1) }]]);
    const foreign = order(`'${encounterId(4)}', 'lakeside', 'UNLAWFUL', 'registrar@lakeside', now()`);
    expect(
      await as(`${foreign}; select record from provenance.version where type <> 'Patient'`),
    ).toMatchObject([{}, []]);
    await expect(as(`${ordered}; select id from patients.encounter`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});
