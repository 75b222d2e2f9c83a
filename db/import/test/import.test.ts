import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { type ImportOptions, importInputs } from '../index.ts';
import { ndjson } from './ndjson.ts';
import { recompute } from './recompute.ts';
import { claim, encounter, explanation, onePatient, patient } from './resources.ts';

let database: TestDatabase;
let admin: Pool;
let sql: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  sql = connect(database.address('caretrail_import'));
});
beforeEach(async () => {
  await admin.unsafe(`
    truncate patients.patient, patients.encounter, patients.condition, claims.claim, patients.patient_version,
      patients.patient_identity_version, patients.encounter_version, patients.encounter_detail_version,
      patients.condition_version, patients.condition_detail_version, claims.claim_version,
      claims.claim_detail_version, provenance.version, intake.source, access.treating, access.custodian,
      access.insurer, access.delegate cascade`);
});
afterAll(async () => {
  await Promise.all([sql.end(), admin.end()]);
  await database.stop();
});

const run = (lines: readonly (string | object)[], options: Partial<ImportOptions> = {}) =>
  importInputs([ndjson('all.ndjson', lines)], { sql, ...options });

const count = (imported: number, updated = 0, unchanged = 0, quarantined = 0) => ({
  imported,
  updated,
  unchanged,
  quarantined,
});

const versions = () => admin<
  { type: string; number: number; activity: string; log: string; parents: number }[]
>`
  select type, number, activity, log, cardinality(parents) as parents from provenance.version order by type, number`;

describe('an import', () => {
  it('resolves references whatever the order of the lines', async () => {
    const report = await run(onePatient());
    expect(report.quarantine).toEqual([]);
    expect(report.unresolved).toBe(0);
    expect(report.resources).toMatchObject({
      Organization: count(1),
      Practitioner: count(1),
      Patient: count(1),
      Encounter: count(1),
      Condition: count(1),
      Claim: count(1),
      ExplanationOfBenefit: count(1),
    });
    expect(report.seconds).toBeGreaterThan(0);
  });

  it('commits to exactly what the rows say', async () => {
    await run(onePatient());
    expect(await recompute(admin)).toEqual({ versions: 5, wrong: [] });
  });

  it('makes a claim from its encounter, and the answer to it in the insurer’s log', async () => {
    await run(onePatient());
    const [provider] = await admin<{ provider_member: string; insurer_member: string; patient: string }[]>`
      select provider_member, insurer_member, patient from claims.claim`;
    const claims = (await versions()).filter((version) => version.type === 'Claim');
    expect(claims).toEqual([
      { type: 'Claim', number: 1, activity: 'import', log: `care/${provider?.provider_member}`, parents: 1 },
      {
        type: 'Claim',
        number: 2,
        activity: 'adjudicate',
        log: `care/${provider?.insurer_member}`,
        parents: 1,
      },
    ]);
    const [facts] = await admin`select state, total, paid from claims.claim`;
    expect(facts).toEqual({ state: 'PAID', total: '125', paid: '100' });
    expect(await admin`select member, patient from access.insurer`).toEqual([
      { member: provider?.insurer_member, patient: provider?.patient },
    ]);
  });

  it('takes the code of a diagnosis from the condition it names', async () => {
    await run(onePatient());
    const [row] = await admin`select diagnoses from claims.claim_detail`;
    expect(row?.['diagnoses']).toEqual([
      { system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' },
    ]);
  });

  it('changes nothing when it is run again', async () => {
    await run(onePatient());
    const before = await versions();
    const report = await run(onePatient().toReversed());
    expect(report.resources.Claim).toEqual(count(0, 0, 1));
    expect(report.resources.ExplanationOfBenefit).toEqual(count(0, 0, 1));
    expect(await versions()).toEqual(before);
  });

  it('makes a new version of a changed resource, from the old one', async () => {
    await run(onePatient());
    const report = await run([patient('pat', { birthDate: '1956-08-04' })]);
    expect(report.resources.Patient).toEqual(count(0, 1));
    const patients = (await versions()).filter((version) => version.type === 'Patient');
    expect(patients.map(({ number, parents }) => [number, parents])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect((await recompute(admin)).wrong).toEqual([]);
  });

  it('keeps the insurer’s answer when the claim changes after it', async () => {
    await run(onePatient());
    await run([claim('claim', 'pat', 'org', 'enc', { total: { value: 130, currency: 'USD' } })]);
    const [row] = await admin`select state, total, paid from claims.claim`;
    expect(row).toEqual({ state: 'PAID', total: '130', paid: '100' });
    const [detail] = await admin<{ history: { number: number; state: string }[] }[]>`
      select history from claims.claim_detail`;
    expect(detail?.history.map(({ number, state }) => [number, state])).toEqual([
      [1, 'SUBMITTED'],
      [2, 'PAID'],
      [3, 'PAID'],
    ]);
    expect(await recompute(admin)).toEqual({ versions: 6, wrong: [] });
  });

  it('makes one version for each of several answers to a claim', async () => {
    const denied = explanation('eob-2', 'claim', 'pat', { outcome: 'error', payment: undefined });
    await run([...onePatient().slice(1), denied, explanation('eob-3', 'claim', 'pat')]);
    const claims = (await versions()).filter((version) => version.type === 'Claim');
    expect(claims.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await recompute(admin)).wrong).toEqual([]);
  });

  it('keeps the scale of an amount from the source to the commitment', async () => {
    const text = JSON.stringify(claim('claim', 'pat', 'org', 'enc')).replace('"value":125', '"value":1.10');
    await run([...onePatient().slice(2), text]);
    const [row] = await admin<{ total: string; values: unknown[] }[]>`
      select total, values from claims.claim join claims.claim_version on record = id`;
    expect(row?.total).toBe('1.10');
    expect(row?.values).toContainEqual({ value: '1.10', currency: 'USD' });
  });
});

describe('a source', () => {
  it('under a custodian is kept by that member alone, and known apart from a spread one', async () => {
    await run(onePatient());
    const report = await run(onePatient(), { custodian: 'northgate' });
    expect(report.resources.Patient).toEqual(count(1));
    const kept = await admin`select distinct custodian from patients.encounter where custodian = 'northgate'`;
    expect(kept).toHaveLength(1);
    expect(await admin`select count(*)::int as number from patients.patient`).toEqual([{ number: 2 }]);
  });

  it('under an unknown custodian is refused before anything happens', async () => {
    await expect(run(onePatient(), { custodian: 'elsewhere' })).rejects.toMatchObject({
      code: 'UNKNOWN_CUSTODIAN',
    });
  });
});

describe('relations', () => {
  const until = async () => {
    const rows = await admin<{ until: string }[]>`select until::text as until from access.treating`;
    return rows.map((row) => row.until);
  };

  it('treat for a year after the encounter’s end, and without end while it is open', async () => {
    await run(onePatient());
    expect(await until()).toEqual(['2021-03-01 09:30:00+00']);
    await run([encounter('enc', 'pat', 'org', { status: 'in-progress', period: { start: '2020-03-01' } })]);
    expect(await until()).toEqual(['infinity']);
  });

  it('do not treat by an encounter that was cancelled', async () => {
    await run(onePatient());
    await run([encounter('enc', 'pat', 'org', { status: 'cancelled' })]);
    expect(await until()).toEqual([]);
  });

  it('let each person stand for themselves, and name one custodian', async () => {
    await run(onePatient());
    const [self] = await admin`
      select subject = patient::text as self, until = 'infinity' as always, custodian.member = patient.custodian as kept
      from access.delegate join access.custodian using (patient) join patients.patient on patient.id = delegate.patient`;
    expect(self).toEqual({ self: true, always: true, kept: true });
  });

  it('name no insurer where there is none', async () => {
    const uninsured = [{ focal: true, sequence: 1, coverage: { display: 'NO_INSURANCE' } }];
    const answer = explanation('eob', 'claim', 'pat', { insurer: { display: 'no_insurance' } });
    await run([
      ...onePatient().slice(2),
      claim('claim', 'pat', 'org', 'enc', { insurance: uninsured }),
      answer,
    ]);
    expect(await admin`select from access.insurer`).toHaveLength(0);
    const logs = new Set((await versions()).map((version) => version.log));
    expect(logs.size).toBe(1);
  });
});
