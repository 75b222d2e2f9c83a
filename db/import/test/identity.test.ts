import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { importInputs } from '../index.ts';
import { bundle } from './bundle.ts';
import { ndjson } from './ndjson.ts';
import { encounter, organization, patient, practitioner } from './resources.ts';

let database: TestDatabase;
let admin: Pool;
let sql: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  sql = connect(database.address('caretrail_import'));
});
beforeEach(async () => {
  await admin.unsafe(`truncate patients.patient, patients.encounter, provenance.version, intake.source cascade;
    delete from patients.organization where slug is null; delete from patients.practitioner`);
});
afterAll(async () => {
  await Promise.all([sql.end(), admin.end()]);
  await database.stop();
});

const run = (...inputs: Parameters<typeof importInputs>[0]) => importInputs(inputs, { sql });

const URN = [1, 2, 3, 4].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
const urn = (number: number) => `urn:uuid:${URN[number]}`;
const clinic = (id: string, change: object = {}) =>
  organization(id, { identifier: [{ system: 'urn:clinics', value: '7' }], ...change });
const post = (fullUrl: string, resource: object, more: object = {}) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: 'Resource', ...more },
});
const visitAt = (reference: object, change: object = {}) =>
  encounter('visit', 'pat', 'nowhere', { serviceProvider: reference, ...change });

/** Where visits were, by the names of the places. */
const places = () => admin<{ name: string | null }[]>`
  select organization.name from patients.encounter left join patients.organization
  on organization.id = encounter.organization order by 1`;

describe('a reference', () => {
  it.each([
    ['conditional', { reference: 'Organization?identifier=urn:clinics|7' }],
    ['logical', { identifier: { system: 'urn:clinics', value: '7' }, display: 'A clinic' }],
    ['to what is contained, by its identifier', { reference: '#place' }],
  ])('is resolved: %s', async (_, reference) => {
    const contained = [
      { resourceType: 'Organization', id: 'place', identifier: [{ system: 'urn:clinics', value: '7' }] },
    ];
    const lines = [visitAt(reference, { contained }), patient('pat'), clinic('c')];
    const report = await run(ndjson('a.ndjson', lines));
    expect(report.quarantine).toEqual([]);
    expect(await places()).toEqual([{ name: 'Clinic c' }]);
  });

  it('is resolved by NPI, also in a later import', async () => {
    await run(ndjson('a.ndjson', [practitioner('pra'), patient('pat'), clinic('c')]));
    const individual = { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|160' };
    const visit = visitAt({ reference: 'Organization/c' }, { participant: [{ individual }] });
    expect((await run(ndjson('b.ndjson', [visit]))).unresolved).toBe(0);
    const [row] = await admin`select practitioner is not null as known from patients.encounter_detail`;
    expect(row).toEqual({ known: true });
  });

  it('to an identifier that nobody has refuses what needs it', async () => {
    const visit = visitAt({ reference: 'Organization?identifier=urn:clinics|8' });
    const { quarantine } = await run(ndjson('a.ndjson', [visit, patient('pat'), clinic('c')]));
    expect(quarantine.map(({ reason }) => reason)).toEqual([
      'UNRESOLVABLE_REFERENCE: a required reference names a resource that is not held (Encounter.serviceProvider)',
    ]);
  });
});

describe('an entry of a Bundle', () => {
  it('that is posted is known by its uuid, whatever its id says', async () => {
    const entries = [
      post(urn(0), visitAt({ reference: urn(2) }, { id: '1', subject: { reference: urn(1) } })),
      post(urn(1), patient('1')),
      post(urn(2), clinic('1')),
    ];
    const report = await run(bundle('a.json', 'transaction', entries));
    expect(report.quarantine).toEqual([]);
    expect(await places()).toHaveLength(1);
    const again = await run(bundle('b.json', 'transaction', entries));
    expect(again.resources.Patient).toMatchObject({ imported: 0, unchanged: 1 });
  });

  it('that is put is known by its address, and in its bundle by its uuid', async () => {
    const put = (uuid: string, birthDate: string) => [
      {
        fullUrl: uuid,
        resource: patient('ignored', { birthDate }),
        request: { method: 'PUT', url: 'Patient/pat' },
      },
      post(urn(3), visitAt({ reference: 'Organization/c' }, { subject: { reference: uuid } })),
    ];
    await run(ndjson('a.ndjson', [clinic('c')]));
    const first = await run(bundle('b.json', 'transaction', put(urn(0), '1956-08-03')));
    const second = await run(bundle('c.json', 'transaction', put(urn(1), '1956-08-04')));
    expect([first.quarantine, second.quarantine]).toEqual([[], []]);
    expect(first.resources.Patient.imported).toBe(1);
    expect(second.resources.Patient).toMatchObject({ imported: 0, updated: 1 });
  });

  it('that is created on a condition is the same in every bundle', async () => {
    const create = (uuid: string) => post(uuid, clinic('own'), { ifNoneExist: 'identifier=urn:clinics|7' });
    const visit = (uuid: string, id: number) =>
      post(urn(id), visitAt({ reference: uuid }, { subject: { reference: 'Patient/pat' } }));
    const report = await run(
      ndjson('a.ndjson', [patient('pat')]),
      bundle('b.json', 'batch', [create(urn(0)), visit(urn(0), 2)]),
    );
    const later = await run(bundle('c.json', 'batch', [create(urn(1)), visit(urn(1), 3)]));
    expect([report.quarantine, later.quarantine]).toEqual([[], []]);
    const [row] = await admin`select count(*)::int as clinics from patients.organization where slug is null`;
    expect(row).toEqual({ clinics: 1 });
    expect(await places()).toHaveLength(2);
  });

  it('without a resource, or with another request, is refused at its place', async () => {
    const entries = [
      { fullUrl: urn(0) },
      { resource: patient('gone'), request: { method: 'DELETE', url: 'Patient/gone' } },
      { resource: { ...patient('identifier:0'), id: 'identifier:0' } },
    ];
    const { quarantine } = await run(bundle('a.json', 'collection', entries));
    expect(quarantine.map(({ line, reason }) => [line, reason.split(':')[0]])).toEqual([
      [1, 'NOT_A_RESOURCE'],
      [2, 'NOT_A_CREATE'],
      [3, 'BAD_ID'],
    ]);
  });

  it('stands in many files, with figures of its own in each', async () => {
    const counted = (count: number) =>
      organization('c', { extension: [{ url: 'urn:count', valueInteger: count }] });
    const report = await run(
      bundle('a.json', 'collection', [{ resource: counted(1) }]),
      bundle('b.json', 'collection', [{ resource: counted(2) }]),
    );
    expect(report.resources.Organization).toEqual({ imported: 1, updated: 0, unchanged: 1, quarantined: 0 });
  });
});
