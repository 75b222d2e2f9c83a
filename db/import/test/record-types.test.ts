import type fhir4 from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { type ImportReport, importInputs } from '../index.ts';
import { ndjson } from './ndjson.ts';
import { recompute } from './recompute.ts';
import { claim, encounter, organization, patient, practitioner } from './resources.ts';

const subject = { reference: 'Patient/pat' };
const visit = { reference: 'Encounter/enc' };
const ofVisit = { subject, encounter: visit };
const laboratory = [{ coding: [{ code: 'laboratory' }] }];

const glucose: Omit<fhir4.Observation, 'resourceType'> = {
  ...{ id: 'glucose', status: 'final', category: laboratory, ...ofVisit },
  code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: 'Glucose' }] },
  effectiveDateTime: '2020-03-01T09:00:00+01:00',
  issued: '2020-03-01T09:10:00.123456+01:00',
  valueQuantity: { value: 5.6, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
  interpretation: [{ coding: [{ code: 'H' }] }],
  referenceRange: [{ low: { value: 3.9 }, high: { value: 5.5 } }],
  performer: [{ reference: 'Organization/org' }, { reference: 'Practitioner/pra' }],
};

const RESOURCES = [
  organization('org'),
  practitioner('pra'),
  patient('pat'),
  patient('other'),
  encounter('enc', 'pat', 'org'),
  { resourceType: 'Observation', ...glucose },
  {
    resourceType: 'Observation',
    ...{ id: 'hiv', status: 'final', category: laboratory, ...ofVisit },
    code: { coding: [{ system: 'http://loinc.org', code: '75622-1' }] },
    valueCodeableConcept: { text: 'Negative' },
    component: [
      { code: { text: 'Part' }, valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } },
    ],
  },
  {
    resourceType: 'Observation',
    id: 'pulse',
    status: 'final',
    category: [{ coding: [{ code: 'vital-signs' }] }],
  },
  {
    resourceType: 'Observation',
    ...glucose,
    id: 'theirs',
    subject: { reference: 'Patient/other' },
    encounter: undefined,
  },
  {
    resourceType: 'DiagnosticReport',
    ...{ id: 'rep', status: 'final', ...ofVisit, conclusion: 'High' },
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
    effectivePeriod: { start: '2020-03' },
    result: [
      { reference: 'Observation/glucose' },
      { reference: 'Observation/pulse' },
      { reference: 'Observation/hiv' },
    ],
    presentedForm: [{ contentType: 'text/plain', data: 'QWJkdWwgS29lcHA=' }],
  },
  {
    resourceType: 'DiagnosticReport',
    ...{ id: 'mixed', status: 'final', ...ofVisit, code: { text: 'Mixed up' } },
    result: [{ reference: 'Observation/theirs' }],
  },
  {
    resourceType: 'ImagingStudy',
    ...{ id: 'img', status: 'available', ...ofVisit, started: '2020-03-01T10:10:00Z' },
    identifier: [{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.3' }],
    series: [
      {
        ...{ uid: '1.2.3.4', number: 1, modality: { code: 'CT' } },
        instance: [
          { uid: '1.2.3.4.1', sopClass: { code: 'x' } },
          { uid: '1.2.3.4.2', sopClass: { code: 'x' } },
        ],
      },
    ],
  },
  {
    resourceType: 'MedicationRequest',
    ...{ id: 'med', status: 'active', intent: 'order', ...ofVisit, authoredOn: '2020-03-01T10:20:00Z' },
    contained: [{ resourceType: 'Medication', id: 'm', code: { coding: [{ system: 'urn:x', code: '1' }] } }],
    medicationReference: { reference: '#m' },
    requester: { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '160' } },
    dosageInstruction: [{ text: 'Twice a day' }],
  },
  {
    resourceType: 'MedicationRequest',
    ...{ id: 'med2', status: 'active', intent: 'order', ...ofVisit },
    medicationReference: { reference: 'Medication/abacavir' },
  },
  { resourceType: 'Medication', id: 'abacavir', code: { text: 'Abacavir' } },
  {
    resourceType: 'Coverage',
    ...{ id: 'cov', status: 'active', beneficiary: subject, payor: [{ display: 'private' }] },
    ...{ subscriberId: 'S-1', period: { start: '2019-01-01' } },
    class: [{ type: { coding: [{ code: 'plan' }] }, value: 'basic' }],
  },
  {
    resourceType: 'Coverage',
    ...{
      id: 'old',
      status: 'cancelled',
      beneficiary: { reference: 'Patient/other' },
      payor: [{ display: 'private' }],
    },
  },
  claim('claim', 'pat', 'org', 'enc', {
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/cov' } }],
  }),
  {
    resourceType: 'ClaimResponse',
    ...{ id: 'resp', status: 'active', use: 'claim', patient: subject, created: '2020-03-04T08:00:00Z' },
    ...{ insurer: { display: 'private' }, request: { reference: 'Claim/claim' }, outcome: 'complete' },
    item: [
      {
        itemSequence: 1,
        adjudication: [{ category: { text: 'benefit' }, amount: { value: 90.5, currency: 'USD' } }],
      },
    ],
    payment: { type: { text: 'full' }, amount: { value: 90.5, currency: 'USD' } },
  },
] as const;

let database: TestDatabase;
let admin: Pool;
let report: ImportReport;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  const sql = connect(database.address('caretrail_import'));
  report = await importInputs([ndjson('all.ndjson', [...RESOURCES].toReversed())], { sql });
  await sql.end();
});
afterAll(async () => {
  await admin?.end();
  await database?.stop();
});

const first = async (query: string) => (await admin.unsafe(query))[0];

describe('every record type', () => {
  it('is taken in whatever the order, and commits to what its rows say', async () => {
    expect(report.quarantine.map(({ resource, reason }) => [resource, reason.split(':')[0]])).toEqual([
      ['DiagnosticReport/mixed', 'INCONSISTENT_REFERENCE'],
    ]);
    expect(report.notHeld).toEqual({ Medication: 1, 'Observation (of another category)': 1 });
    // The result that is no laboratory result.
    expect(report.unresolved).toBe(1);
    expect((await recompute(admin)).wrong).toEqual([]);
  });

  it('keeps a result with its unit, its scale and who stands for it', async () => {
    const row = await first(`select detail.*, seen.month, seen.encounter is not null as visited
      from patients.observation_detail detail join patients.observation seen on seen.id = detail.observation
      where detail.code->>'code' = '2345-7' and seen.encounter is not null`);
    expect(row).toMatchObject({
      ...{ month: '2020-03', visited: true, effective: '2020-03-01T08:00:00.000Z' },
      issued: '2020-03-01T08:10:00.123Z',
      value: { quantity: { value: '5.6', unit: 'mmol/L', comparator: null }, coding: null, text: null },
      interpretation: { code: 'H' },
      reference_ranges: [{ low: { value: '3.9' }, high: { value: '5.5' }, text: null }],
      performer: expect.any(String),
    });
  });

  it('labels a test that tells by being ordered', async () => {
    const row = await first(`select sensitivity, value, components
      from patients.observation_detail where code->>'code' = '75622-1'`);
    expect(row).toEqual({
      sensitivity: 'V',
      value: { quantity: null, coding: { system: null, code: null, display: 'Negative' }, text: null },
      components: [
        {
          code: { system: null, code: null, display: 'Part' },
          value: { quantity: null, coding: null, text: '1 : 128' },
        },
      ],
    });
  });

  it('names in a report the results that are held, and keeps no form', async () => {
    const row =
      await first(`select detail.*, seen.category, seen.month from patients.diagnostic_report_detail detail
      join patients.diagnostic_report seen on seen.id = detail.diagnostic_report`);
    expect(row).toMatchObject({
      category: 'LAB',
      month: '2020-03',
      effective: '2020-03',
      conclusion: 'High',
    });
    expect(row?.['results']).toHaveLength(2);
    expect(JSON.stringify(row)).not.toContain('QWJkdWw');
  });

  it('counts the images of a study', async () => {
    const row = await first(`select detail.*, seen.modality from patients.imaging_study_detail detail
      join patients.imaging_study seen on seen.id = detail.imaging_study`);
    expect(row).toMatchObject({ modality: 'CT', study_uid: '1.2.3', number_of_series: 1 });
    expect(row?.['series']).toMatchObject([{ uid: '1.2.3.4', numberOfInstances: 2 }]);
  });

  it('takes what is ordered from a contained medication, or from one that came with it', async () => {
    const rows = await admin`select medication, requester is not null as named, dosage
      from patients.medication_request_detail order by requester nulls last`;
    expect(rows).toMatchObject([
      { medication: { system: 'urn:x', code: '1' }, named: true, dosage: ['Twice a day'] },
      { medication: { code: null, display: 'Abacavir' }, named: false, dosage: [] },
    ]);
  });

  it('makes an insurer of who covers a person, unless the coverage is over, and takes it for the claim', async () => {
    const payers = await admin<
      { insurer_member: string }[]
    >`select distinct insurer_member from claims.coverage`;
    const insured = await admin`select insurer.member, source_id from access.insurer
      join intake.source on source.record = insurer.patient and source.type = 'Patient' and source_id in ('pat', 'other')`;
    expect(insured).toEqual([{ member: payers[0]?.insurer_member, source_id: 'pat' }]);
    expect(await first('select insurer_member from claims.claim')).toEqual(payers[0]);
  });

  it('makes a claim’s next version of a response, in the insurer’s log', async () => {
    const row = await first(`select state, paid::text, adjudications, history from claims.claim
      join claims.claim_detail on claim = id`);
    expect(row).toMatchObject({ state: 'PAID', paid: '90.5' });
    expect(row?.['adjudications']).toMatchObject([{ line: 1, amount: { value: '90.5' } }]);
    const versions =
      await admin`select activity, log from provenance.version where type = 'Claim' order by number`;
    const payer = await first('select insurer_member from claims.claim');
    expect(versions[1]).toEqual({ activity: 'adjudicate', log: `care/${payer?.['insurer_member']}` });
  });
});
