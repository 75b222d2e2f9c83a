import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { importInputs } from '../import/index.ts';
import { ndjson } from '../import/test/ndjson.ts';
import { encounter, organization, patient, practitioner } from '../import/test/resources.ts';
import { connect, type Pool } from '../index.ts';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { dueRecords, eraseOrdered, orderDue } from './index.ts';
import { marked } from './test/marked.ts';
import { tablesWith, wholeDatabase } from './test/whole-database.ts';

let database: TestDatabase;
let admin: Pool;
let importer: Pool;
let worker: Pool;

/** A word that stands in every text of a person's records, and another in those of somebody else. */
const [MARK, OTHER] = ['Zwischenruf', 'Kettenglied'];
/** A person for each test, and one whom none of them touches. */
const PEOPLE = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const markOf = (person: string): string => (person === 'one' ? MARK : `Mark-${person}`);
const ALL = [
  ...[organization('org'), organization('far'), practitioner('pra'), ...marked('other', OTHER)],
  ...PEOPLE.flatMap((person) => marked(person, markOf(person))),
];

const bring = (resources: readonly object[]) =>
  importInputs([ndjson('all.ndjson', resources)], { sql: importer, custodian: 'lakeside' });

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  importer = connect(database.address('caretrail_import'));
  worker = connect(database.address('caretrail_worker'));
  expect((await bring(ALL)).quarantine).toEqual([]);
});
afterAll(async () => {
  await Promise.all([importer?.end(), worker?.end()]);
  await admin?.end();
  await database?.stop();
});
afterEach(() => admin`delete from access.erasure where erased_at is null`);

const recordOf = async (type: string, id: string): Promise<string> => {
  const [row] = await admin`select record from intake.source where type = ${type} and source_id = ${id}`;
  return row?.['record'];
};
/** Orders as the mutation does. */
const order = (records: readonly string[], custodian = 'lakeside') => admin`
  insert into access.erasure (record, type, patient, custodian, ground, ordered_by, ordered_at)
  select v.record, v.type, v.subject, ${custodian}, 'UNLAWFUL', 'registrar', now()
  from provenance.version v where v.record = any(${[...records]}::uuid[]) and v.number = 1`;
const erase = () => eraseOrdered(worker, { treatingDays: 365 });
const everythingOf = async (person: string): Promise<string[]> =>
  (
    await admin`select distinct record from provenance.version where subject = ${await recordOf('Patient', person)}`
  ).map(({ record }) => record);

describe('an erasure', () => {
  it('of a person and all their records leaves nothing of them in any table, and all of others', async () => {
    const person = await recordOf('Patient', 'one');
    await admin`insert into access.emergency (id, ledger_id, subject, organization, patient, reason, explanation, salt,
      opened_at, expires, day, place) values (gen_random_uuid(), 'x', 'c', 'lakeside', ${person}, 'EMERGENCY', ${MARK}, 'salt',
      now(), now(), now()::date, 1)`;
    await admin`insert into access.request (id, subject, organization, patient, data_class, days, explanation, asked_at,
      expires, day, place) values (gen_random_uuid(), 'c', 'lakeside', ${person}, 'clinical', 1, ${MARK}, now(), now(), now()::date, 1)`;
    await admin`insert into access.search (subject, hour, place, digest)
      select 'c', now(), 1, digest from access.identification where patient = ${person} limit 1`;
    await bring([patient('one', { name: [{ family: `${MARK}II` }] })]);
    await bring([patient('one', { birthDate: 'x' })]);
    const before = await wholeDatabase(admin);
    expect(tablesWith(before, MARK).length).toBeGreaterThan(18);
    const digests = (
      await admin`select encode(digest, 'hex') as hex from access.identification where patient = ${person}
      union select encode(digest, 'hex') from intake.source where record = ${person}`
    ).map(({ hex }) => hex);
    const versions =
      await admin`select hash, leaves, parents from provenance.version where subject = ${person} order by hash`;

    await order(await everythingOf('one'));
    expect(await erase()).toBe(9);
    // The person is the last: their record goes when nothing else is held of them.
    expect(await erase()).toBe(1);

    const after = await wholeDatabase(admin);
    expect(tablesWith(after, MARK)).toEqual([]);
    for (const digest of digests) expect([...after].filter(([, text]) => text.includes(digest))).toEqual([]);
    expect(tablesWith(after, OTHER)).toEqual(tablesWith(before, OTHER));
    // The person's id stands where it says that something happened, and nowhere else.
    expect(tablesWith(after, person)).toEqual([
      'access.emergency',
      'access.erasure',
      'intake.source',
      'provenance.version',
    ]);
    expect(
      await admin`select hash, leaves, parents from provenance.version where subject = ${person} order by hash`,
    ).toEqual(versions);
    expect(
      await admin`select from provenance.version where subject = ${person}
      and num_nonnulls(at, month, sensitivity, provider_member, insurer_member, grantees) > 0`,
    ).toEqual([]);
    expect(
      await admin`select sum(versions)::int as versions from access.erasure where patient = ${person}`,
    ).toEqual([{ versions: versions.length }]);
  });

  it('of one record takes that one, and the relations that came of it alone', async () => {
    const [visit, person] = [await recordOf('Encounter', 'enc-two'), await recordOf('Patient', 'two')];
    await bring([
      encounter('later', 'two', 'org', {
        period: { start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
      }),
    ]);
    const until = async () =>
      (
        await admin`select (until - interval '365 days')::date::text as ended from access.treating where patient = ${person}`
      ).map(({ ended }) => ended);
    expect(await until()).toEqual(['2021-01-02']);
    await order([await recordOf('Encounter', 'later')]);
    await erase();
    expect(await until()).toEqual(['2020-03-01']);
    await order([visit]);
    await erase();
    expect(await until()).toEqual([]);
    expect(await admin`select from access.insurer where patient = ${person}`).toHaveLength(1);
    await order([await recordOf('Claim', 'claim-two'), await recordOf('Coverage', 'cov-two')]);
    await erase();
    expect(await admin`select from access.insurer where patient = ${person}`).toEqual([]);
    expect(await admin`select from patients.patient where id = ${person}`).toHaveLength(1);
  });

  it('of a decision takes away what it permitted and denied', async () => {
    const consent = await recordOf('Consent', 'consent-three');
    expect(await admin`select from access.consent where record = ${consent}`).not.toEqual([]);
    await order([consent]);
    await erase();
    expect(await admin`select from access.consent where record = ${consent}`).toEqual([]);
  });

  it('lasts: the next delivery does not bring the record back, nor what refers to it', async () => {
    await order(await everythingOf('four'));
    await erase();
    await erase();
    const report = await bring(marked('four', markOf('four')));
    const reasons = report.quarantine.map(({ resource, reason }) => [resource, reason.split(':')[0]]);
    expect(reasons).toHaveLength(11);
    expect(new Set(reasons.map(([, reason]) => reason))).toEqual(new Set(['ERASED']));
    const fresh = await bring([encounter('new', 'four', 'org')]);
    expect(fresh.quarantine.map(({ reason }) => reason.split(':')[0])).toEqual(['UNRESOLVABLE_REFERENCE']);
    expect(tablesWith(await wholeDatabase(admin), markOf('four'))).toEqual([]);
  });

  it('waits for an import to end, and an import for it', async () => {
    await order([await recordOf('Condition', 'con-five')]);
    const writing = await importer.reserve();
    await writing`select pg_advisory_lock_shared(${0x77726974})`;
    expect(await erase()).toBe(0);
    await writing`select pg_advisory_unlock_shared(${0x77726974})`;
    writing.release();
    expect(await erase()).toBe(1);
  });

  it('waits while records of the person are kept elsewhere, and says so', async () => {
    await bring([encounter('far', 'six', 'far')]);
    const far = await recordOf('Encounter', 'far');
    await admin`update provenance.version set custodian = 'northgate' where record = ${far}`;
    await order((await everythingOf('six')).filter((record) => record !== far));
    await erase();
    expect(await erase()).toBe(0);
    expect(await admin`select type, waits from access.erasure where erased_at is null`).toEqual([
      { type: 'Patient', waits: 'HELD_ELSEWHERE' },
    ]);
  });

  it('is nobody’s to order who does not keep the record', async () => {
    const finding = await recordOf('Condition', 'con-seven');
    await order([finding], 'northgate');
    expect(await erase()).toBe(0);
    expect(await admin`select from access.erasure where record = ${finding}`).toEqual([]);
    expect(await admin`select from patients.condition where id = ${finding}`).toHaveLength(1);
  });

  it('takes nothing away that an open regulatory case looks into', async () => {
    const person = await recordOf('Patient', 'eight');
    const id = '00000000-0000-4000-8000-000000000001';
    await admin`insert into access.regulatory_case values (${id}, 'auditor', 'because', now(), now() + interval '1 day', null)`;
    await admin`insert into access.case_scope values (${id}, ${person})`;
    await order([await recordOf('Condition', 'con-eight')]);
    expect(await erase()).toBe(0);
    expect(await admin`select waits from access.erasure where erased_at is null`).toEqual([{ waits: null }]);
    await admin`update access.regulatory_case set closed_at = now()`;
    expect(await erase()).toBe(1);
  });
});

describe('the worker alone', () => {
  it('destroys nothing that nobody has ordered', async () => {
    for (const table of [
      'patients.condition_detail',
      'patients.patient_version',
      'claims.claim_detail',
      'intake.source',
    ])
      expect((await worker.unsafe(`delete from ${table}`)).count, table).toBe(0);
    await expect(worker`select code from patients.condition_detail`).rejects.toMatchObject({ code: '42501' });
    await expect(worker`select values from claims.claim_version`).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot read what it is to destroy', async () => {
    await order([await recordOf('Condition', 'con-nine')]);
    expect(await worker`select condition from patients.condition_detail`).toHaveLength(1);
    await expect(worker`select code from patients.condition_detail`).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a retention rule', () => {
  const rules = new Map([
    ['Condition', '2 years'],
    ['Observation', '100 years'],
    ['Patient', '2 years'],
  ]);

  it('is told beforehand, and carried out like any other erasure', async () => {
    const held = async (type: string) => (await admin`select from ${admin(`patients.${type}`)}`).length;
    const [conditions, observations, people] = [
      await held('condition'),
      await held('observation'),
      await held('patient'),
    ];
    expect(await dueRecords(worker, rules)).toEqual([
      { type: 'Condition', kept: '2 years', held: conditions, due: conditions, inCase: 0 },
      { type: 'Observation', kept: '100 years', held: observations, due: 0, inCase: 0 },
      // Somebody whose records are held is not forgotten.
      { type: 'Patient', kept: '2 years', held: people, due: 0, inCase: 0 },
    ]);
    await admin`update provenance.version set at = now() - interval '2 years' + interval '1 minute' where type = 'Condition'`;
    expect(await orderDue(worker, rules)).toBe(0);
    await admin`update provenance.version set at = now() - interval '2 years' - interval '1 minute' where type = 'Condition'`;
    expect(await orderDue(worker, rules)).toBe(conditions);
    expect(await orderDue(worker, rules)).toBe(0);
    expect(await erase()).toBe(conditions);
    expect(
      await admin`select distinct ordered_by from access.erasure where ground = 'RETENTION_ENDED'`,
    ).toEqual([{ ordered_by: null }]);
    expect((await dueRecords(worker, rules)).map((rule) => rule.held)).toEqual([0, observations, people]);
  });
});
