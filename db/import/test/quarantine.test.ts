import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { type ImportReport, importInputs } from '../index.ts';
import { ndjson } from './ndjson.ts';
import {
  claim,
  condition,
  encounter,
  explanation,
  organization,
  patient,
  practitioner,
} from './resources.ts';

const json = (resource: object) => JSON.stringify(resource);
const deep = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

/** Lines that must not be taken in, with what the report says of them. */
const BAD: readonly (readonly [line: string | object, resource: string | null, reason: string])[] = [
  ['{"resourceType":"Patient","id":"cut"', 'Patient/cut', 'MALFORMED_JSON: no JSON text'],
  ['nonsense', null, 'MALFORMED_JSON: no JSON text'],
  ['{"resourceType":"Patient","id":"n","x":NaN}', 'Patient/n', 'MALFORMED_JSON: no JSON text'],
  ['[]', null, 'NOT_A_RESOURCE: no FHIR resource'],
  ['{"resourceType":7}', null, 'NOT_A_RESOURCE: no FHIR resource (resourceType)'],
  ['{"resourceType":"Patient"}', 'Patient', 'BAD_ID: no valid FHIR id (Patient.id)'],
  ['{"resourceType":"Patient","id":"a b"}', 'Patient', 'BAD_ID: no valid FHIR id (Patient.id)'],
  [
    '{"resourceType":"Patient","id":"twice","gender":"male","gender":"female"}',
    'Patient/twice',
    'DUPLICATE_KEY: an object names a member twice',
  ],
  [
    '{"resourceType":"Patient","id":"escaped","\\u0061":1,"a":2}',
    'Patient/escaped',
    'DUPLICATE_KEY: an object names a member twice',
  ],
  [
    '{"resourceType":"Patient","id":"nul","x":"\\u0000"}',
    'Patient/nul',
    'BAD_STRING: NUL or half a surrogate pair in a text',
  ],
  [
    '{"resourceType":"Patient","id":"raw-nul","x":"\u0000"}',
    'Patient/raw-nul',
    'BAD_STRING: NUL or half a surrogate pair in a text',
  ],
  [
    '{"resourceType":"Patient","id":"half","x":"\\ud800"}',
    'Patient/half',
    'BAD_STRING: NUL or half a surrogate pair in a text',
  ],
  [`{"resourceType":"Patient","id":"deep","x":${deep(70)}}`, 'Patient/deep', 'TOO_DEEP: nested too deeply'],
  [
    `{"resourceType":"Patient","id":"stack","x":${deep(200_000)}}`,
    'Patient/stack',
    'TOO_DEEP: nested too deeply',
  ],
  [
    `{"resourceType":"Patient","id":"long","x":"${'x'.repeat(10_000_000)}"}`,
    'Patient/long',
    'TOO_LARGE: larger than a record may be (line)',
  ],
  [
    patient('word', { name: [{ family: 'x'.repeat(40_000) }] }),
    'Patient/word',
    'TOO_LARGE: larger than a record may be (Patient.name[0].family)',
  ],
  [
    patient('many', { identifier: Array.from({ length: 4000 }, () => ({ value: 'x'.repeat(100) })) }),
    'Patient/many',
    'TOO_LARGE: larger than a record may be (Patient)',
  ],
  [
    patient('type', { name: 'Koepp' }),
    'Patient/type',
    'WRONG_TYPE: an element of the wrong type (Patient.name)',
  ],
  [
    patient('inner', { address: [{ line: [7] }] }),
    'Patient/inner',
    'WRONG_TYPE: an element of the wrong type (Patient.address[0].line)',
  ],
  [
    patient('code', { gender: 'm' }),
    'Patient/code',
    'WRONG_CODE: a code that its value set does not have (Patient.gender)',
  ],
  [
    patient('born', { birthDate: '1956-02-30' }),
    'Patient/born',
    'IMPOSSIBLE_DATE: a date or time that does not exist (Patient.birthDate)',
  ],
  [
    encounter('hour', 'pat', 'org', { period: { start: '2020-03-01T25:00:00Z' } }),
    'Encounter/hour',
    'IMPOSSIBLE_DATE: a date or time that does not exist (Encounter.period.start)',
  ],
  [
    encounter('nobody', 'pat', 'org', { subject: undefined }),
    'Encounter/nobody',
    'MISSING_REFERENCE: a required reference is missing (Encounter.subject)',
  ],
  [
    encounter('nowhere', 'pat', 'org', { serviceProvider: { display: 'Somewhere' } }),
    'Encounter/nowhere',
    'MISSING_REFERENCE: a required reference is missing (Encounter.serviceProvider)',
  ],
  [
    encounter('stranger', 'gone', 'org'),
    'Encounter/stranger',
    'UNRESOLVABLE_REFERENCE: a required reference names a resource that is not held (Encounter.subject)',
  ],
  [
    encounter('group', 'pat', 'org', { subject: { reference: 'Group/pat' } }),
    'Encounter/group',
    'UNRESOLVABLE_REFERENCE: a required reference names a resource that is not held (Encounter.subject)',
  ],
  [
    encounter('contained', 'pat', 'org', { serviceProvider: { reference: '#org' } }),
    'Encounter/contained',
    'UNRESOLVABLE_REFERENCE: a required reference names a resource that is not held (Encounter.serviceProvider)',
  ],
  [
    condition('mixed', 'other', 'enc'),
    'Condition/mixed',
    'INCONSISTENT_REFERENCE: a reference leads to the record of another patient (Condition.encounter)',
  ],
  [
    claim('mixed', 'other', 'org', 'enc'),
    'Claim/mixed',
    'INCONSISTENT_REFERENCE: a reference leads to the record of another patient (Claim.item.encounter)',
  ],
  [
    claim('diagnosed', 'other', 'org', 'none', {
      diagnosis: [{ sequence: 1, diagnosisReference: { reference: 'Condition/con' } }],
    }),
    'Claim/diagnosed',
    'INCONSISTENT_REFERENCE: a reference leads to the record of another patient (Claim.diagnosis)',
  ],
  [
    explanation('lost', 'gone', 'pat'),
    'ExplanationOfBenefit/lost',
    'UNRESOLVABLE_REFERENCE: a required reference names a resource that is not held (ExplanationOfBenefit.claim)',
  ],
  [
    explanation('mixed', 'claim', 'other'),
    'ExplanationOfBenefit/mixed',
    'INCONSISTENT_REFERENCE: a reference leads to the record of another patient (ExplanationOfBenefit.patient)',
  ],
  [
    json(claim('vast', 'pat', 'org', 'enc')).replace('"value":125', '"value":1e400'),
    'Claim/vast',
    'UNSAFE_NUMBER: a number outside what can be kept without loss (Claim.total.value)',
  ],
  [
    json(claim('line', 'pat', 'org', 'enc')).replaceAll('"sequence":1', '"sequence":9007199254740993'),
    'Claim/line',
    'UNSAFE_NUMBER: a number outside what can be kept without loss (Claim.item[0].sequence)',
  ],
  [
    patient('pat', { birthDate: '2001' }),
    'Patient/pat',
    'CONFLICTING_DUPLICATE: another resource of this import has the same type and id',
  ],
];

const GOOD = [
  organization('org'),
  practitioner('pra'),
  patient('pat'),
  patient('other'),
  encounter('enc', 'pat', 'org'),
  condition('con', 'pat', 'enc'),
  claim('claim', 'pat', 'org', 'enc'),
  explanation('eob', 'claim', 'pat'),
];

let database: TestDatabase;
let sql: Pool;
let report: ImportReport;

beforeAll(async () => {
  database = await startTestDatabase();
  sql = connect(database.address('caretrail_import'));
  const lines = [...GOOD, ...BAD.map(([line]) => line)];
  report = await importInputs([ndjson('mixed.ndjson', lines)], { sql });
});
afterAll(async () => {
  await sql.end();
  await database.stop();
});

describe('bad input', () => {
  it.each(BAD.map(([, resource, reason], at) => ({ resource, reason, line: GOOD.length + 1 + at })))(
    'is refused at its line: $reason',
    ({ resource, reason, line }) => {
      expect(report.quarantine.filter((entry) => entry.line === line)).toEqual([
        { file: 'mixed.ndjson', line, resource, reason },
      ]);
    },
  );

  it('never stops the rest', () => {
    const { Organization, Practitioner, Patient, Encounter, Condition, Claim, ExplanationOfBenefit } =
      report.resources;
    const held = [Organization, Practitioner, Patient, Encounter, Condition, Claim, ExplanationOfBenefit];
    expect(held.map(({ imported }) => imported)).toEqual([1, 1, 2, 1, 1, 1, 1]);
    expect(report.quarantine).toHaveLength(BAD.length);
  });

  it('is counted by type and on record', async () => {
    expect(report.resources.Encounter.quarantined).toBe(6);
    const [row] = await sql`select count(*)::int as number from intake.quarantine`;
    expect(row).toEqual({ number: BAD.length });
  });

  it('is refused again, and the good is unchanged, when the same is imported again', async () => {
    const lines = [...GOOD, ...BAD.map(([line]) => line)];
    const again = await importInputs([ndjson('mixed.ndjson', lines)], { sql });
    expect(again.quarantine.map((entry) => entry.line).sort()).toEqual(
      report.quarantine.map((entry) => entry.line).sort(),
    );
    for (const { imported, updated } of Object.values(again.resources)) expect(imported + updated).toBe(0);
  });
});

describe('odd but harmless input', () => {
  const take = async (text: string) =>
    (await importInputs([ndjson('odd.ndjson', [text])], { sql })).resources.Patient;

  it('is taken: a byte order mark, CR LF, blank lines, no line end', async () => {
    const count = await take(`\ufeff${json(patient('bom'))}\r\n\r\n   \n${json(patient('crlf'))}`);
    expect(count).toMatchObject({ imported: 2, quarantined: 0 });
  });

  it('is taken: members called __proto__ and constructor, null where FHIR has primitives, unknown elements', async () => {
    const odd = json(patient('proto', { name: [{ given: [null, 'Ada'], family: null }] })).replace(
      '{',
      '{"__proto__":{"gender":"other"},"constructor":1,"hasOwnProperty":null,"toString":{},"extra":[[[{}]]],',
    );
    expect(await take(odd)).toMatchObject({ imported: 1, quarantined: 0 });
    expect(Reflect.get({}, 'gender')).toBeUndefined();
  });

  it('is counted as not held: another type, however large', async () => {
    const large = `{"resourceType":"Binary","id":"b","data":"${'x'.repeat(10_000_000)}"}`;
    const { notHeld, quarantine } = await importInputs(
      [ndjson('odd.ndjson', [large, '{"resourceType":"Observation","id":"o"}'])],
      { sql },
    );
    expect({ notHeld, quarantine }).toEqual({
      notHeld: { Binary: 1, 'Observation (of another category)': 1 },
      quarantine: [],
    });
  });

  it('is counted as unresolved: an optional reference that leads nowhere', async () => {
    const lines = [
      encounter('e2', 'pat', 'org', { participant: [{ individual: { reference: 'Practitioner/gone' } }] }),
      condition('c2', 'pat', 'gone'),
      claim('m2', 'pat', 'org', 'gone', {
        diagnosis: [{ sequence: 1, diagnosisReference: { reference: 'Condition/gone' } }],
      }),
    ];
    const { unresolved, quarantine } = await importInputs([ndjson('odd.ndjson', lines)], { sql });
    expect({ unresolved, quarantine }).toEqual({ unresolved: 4, quarantine: [] });
    const [row] = await sql`
      select detail.diagnoses, claim.encounter from intake.source
      join claims.claim on claim.id = record join claims.claim_detail detail on detail.claim = record
      where source_id = 'm2'`;
    expect(row).toEqual({ diagnoses: [{ system: null, code: null, display: null }], encounter: null });
  });
});
