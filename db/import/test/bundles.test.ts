import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { type ImportReport, importFhir } from '../index.ts';
import { recompute } from './recompute.ts';

const shared = process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '../../../../shared');
const folder = join(shared, 'data/synthea-uscore-bundles');
const present = existsSync(folder);

let database: TestDatabase;
let admin: Pool;
let sql: Pool;
let report: ImportReport;

beforeAll(async () => {
  if (!present) return;
  database = await startTestDatabase();
  admin = connect(database.admin);
  sql = connect(database.address('caretrail_import'));
  report = await importFhir([folder], { sql });
}, 120_000);
afterAll(async () => {
  await Promise.all([sql?.end(), admin?.end()]);
  await database?.stop();
});

function skipWithout(context: TestContext): void {
  if (!present) context.skip(`no data in ${folder}`);
}

describe('US Core bundles made by Synthea', () => {
  it('come in whole: nothing is refused', (context) => {
    skipWithout(context);
    expect(report.quarantine).toEqual([]);
    const imported = Object.entries(report.resources).map(([type, count]) => [type, count.imported]);
    expect(Object.fromEntries(imported)).toEqual({
      ...{ Organization: 47, Practitioner: 47, Patient: 10, Encounter: 317, Condition: 237 },
      ...{ Observation: report.resources.Observation.imported, DiagnosticReport: 535, ImagingStudy: 11 },
      ...{ MedicationRequest: 107, Coverage: 0, Claim: 424, ClaimResponse: 0, ExplanationOfBenefit: 424 },
      Consent: 0,
    });
    expect(report.resources.Observation.imported).toBeGreaterThan(300);
  });

  it('leave no conditional reference open: visits have their place and their practitioner', async (context) => {
    skipWithout(context);
    const [row] = await admin`
      select count(*)::int as visits, count(organization)::int as places,
             (select count(practitioner)::int from patients.encounter_detail) as practitioners,
             (select count(medication)::int from patients.medication_request_detail) as medications,
             (select count(requester)::int from patients.medication_request_detail) as requesters
      from patients.encounter`;
    expect(row).toEqual({ visits: 317, places: 317, practitioners: 317, medications: 107, requesters: 107 });
  });

  it('name an insurer through the coverage that an answer contains', async (context) => {
    skipWithout(context);
    const [row] = await admin`select count(distinct insurer_member)::int as payers from claims.claim`;
    expect(row).toEqual({ payers: 2 });
  });

  it('join reports to the results that are held', async (context) => {
    skipWithout(context);
    const [row] = await admin<{ results: number; wrong: number }[]>`
      select count(*)::int as results,
             count(*) filter (where observation.patient is distinct from report.patient)::int as wrong
      from patients.diagnostic_report_detail report, jsonb_array_elements_text(report.results) result(id)
      left join patients.observation on observation.id = result.id::uuid`;
    expect(row?.results).toBeGreaterThan(300);
    expect(row?.wrong).toBe(0);
  });

  it('commit to what their rows say', async (context) => {
    skipWithout(context);
    expect((await recompute(admin)).wrong).toEqual([]);
  });

  it('change nothing when they come again', async (context) => {
    skipWithout(context);
    const again = await importFhir([folder], { sql });
    for (const { imported, updated, quarantined } of Object.values(again.resources))
      expect(imported + updated + quarantined).toBe(0);
  }, 60_000);
});
