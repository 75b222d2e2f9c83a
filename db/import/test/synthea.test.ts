import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { type ImportReport, importInputs } from '../index.ts';
import { ndjson } from './ndjson.ts';
import { recompute } from './recompute.ts';

const shared = process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '../../../../shared');
const folder = join(shared, 'data/synthea-r4-ndjson');
const present = existsSync(folder);

/** All people with all of some of them, so that references lead out of the sample too. */
const SAMPLE = {
  Patient: 1,
  Organization: 1,
  Practitioner: 1,
  Encounter: 10,
  Condition: 4,
  DiagnosticReport: 10,
  ImagingStudy: 2,
  Claim: 10,
  ExplanationOfBenefit: 10,
};

let database: TestDatabase;
let admin: Pool;
let report: ImportReport;
const names: string[] = [];

async function sampled(type: string, every: number): Promise<string[]> {
  const lines: string[] = [];
  const file = createReadStream(join(folder, `${type}.ndjson.gz`)).pipe(createGunzip());
  let number = 0;
  for await (const line of createInterface({ input: file })) if (number++ % every === 0) lines.push(line);
  return lines;
}

beforeAll(async () => {
  if (!present) return;
  database = await startTestDatabase();
  admin = connect(database.admin);
  const sql = connect(database.address('caretrail_import'));
  const inputs = [];
  for (const [type, every] of Object.entries(SAMPLE)) {
    const lines = await sampled(type, every);
    inputs.push(ndjson(`${type}.ndjson`, lines));
    if (type === 'Patient' || type === 'Practitioner') for (const line of lines) names.push(...namesIn(line));
  }
  report = await importInputs(inputs, { sql });
  await sql.end();
}, 120_000);
afterAll(async () => {
  await admin?.end();
  await database?.stop();
});

/** Full names and family names as the data writes them; Synthea's have digits or are rare words. */
function namesIn(line: string): string[] {
  const resource: {
    name?: { family?: string; given?: string[] }[];
    extension?: { url: string; valueString?: string }[];
  } = JSON.parse(line);
  const full = (resource.name ?? []).map(({ family = '', given = [] }) => `${given[0] ?? ''} ${family}`);
  const mothers = (resource.extension ?? []).flatMap((extension) => extension.valueString ?? []);
  return [...full, ...mothers].filter((name) => name.trim().length > 5);
}

function skipWithout(context: TestContext): void {
  if (!present) context.skip(`no data in ${folder}`);
}

describe('people made by Synthea', () => {
  it('come in whole, with nothing refused but what refers to what the sample leaves out', (context) => {
    skipWithout(context);
    expect(report.resources.Patient).toEqual({ imported: 615, updated: 0, unchanged: 0, quarantined: 0 });
    expect(report.resources.Encounter).toEqual({ imported: 1810, updated: 0, unchanged: 0, quarantined: 0 });
    for (const { reason } of report.quarantine) expect(reason).toContain('(ExplanationOfBenefit.claim)');
  });

  it('commit to what their rows say', async (context) => {
    skipWithout(context);
    expect((await recompute(admin)).wrong).toEqual([]);
  });

  it('are spread over all hospitals, and insured by both payers', async (context) => {
    skipWithout(context);
    const [row] = await admin`
      select (select count(distinct member)::int from access.custodian) as hospitals,
             (select count(distinct member)::int from access.insurer) as payers`;
    expect(row).toEqual({ hospitals: 3, payers: 2 });
  });

  it('are named in no committed value but the name', async (context) => {
    skipWithout(context);
    const versions = await admin<{ values: unknown }[]>`
      select values - 4 as values from patients.patient_identity_version
      union all select values from patients.patient_version
      union all select values from patients.encounter_version union all select values from patients.encounter_detail_version
      union all select values from patients.condition_version union all select values from patients.condition_detail_version
      union all select values from patients.diagnostic_report_version
      union all select values from patients.diagnostic_report_detail_version
      union all select values from patients.imaging_study_version union all select values from patients.imaging_study_detail_version
      union all select values from claims.claim_version union all select values from claims.claim_detail_version`;
    const [identity] = await admin<
      { values: unknown[] }[]
    >`select values from patients.patient_identity_version limit 1`;
    expect(identity?.values[0]).toMatchObject({ family: expect.any(String) });
    const text = versions
      .map(({ values }) =>
        JSON.stringify(values, (key, value: unknown) => (key === 'family' || key === 'given' ? null : value)),
      )
      .join('\n');
    expect(names.length).toBeGreaterThan(700);
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toMatch(/<div|xmlns|no_insurance|"private"/);
  });

  it('keep the decimals that a double would change', async (context) => {
    skipWithout(context);
    const [row] = await admin<{ number: number }[]>`
      select count(*)::int as number from claims.claim where paid::text = '112.41600000000001'`;
    expect(row?.number).toBeGreaterThan(10);
  });
});
