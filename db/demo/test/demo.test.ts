import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recompute } from '../../import/test/recompute.ts';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { personas, seedDemo } from '../index.ts';

const NOON = new Date('2026-03-01T12:00:00Z');

let database: TestDatabase;
let admin: Pool;
let sql: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  sql = connect(database.address('caretrail_import'));
  await seedDemo(sql, { now: NOON });
});
afterAll(async () => {
  await Promise.all([sql.end(), admin.end()]);
  await database.stop();
});

const counts = async (query: string) => {
  const rows = await admin.unsafe<{ name: string; number: number }[]>(query);
  return Object.fromEntries(rows.map(({ name, number }) => [name, number]));
};

describe('the demo population', () => {
  it('has people, visits and claims enough, at three hospitals and two payers', async () => {
    const [row] = await admin`
      select (select count(*)::int from patients.patient) as patients,
             (select count(distinct custodian)::int from patients.encounter) as hospitals,
             (select count(distinct insurer_member)::int from claims.claim) as payers`;
    expect(row?.['patients']).toBeGreaterThanOrEqual(200);
    expect(row).toMatchObject({ hospitals: 3, payers: 2 });
  });

  it('has claims in every state', async () => {
    const states = await counts(
      'select state as name, count(*)::int as number from claims.claim group by state',
    );
    expect(Object.keys(states).sort()).toEqual(['ADJUDICATED', 'DENIED', 'PAID', 'SUBMITTED']);
    for (const number of Object.values(states)) expect(number).toBeGreaterThan(20);
  });

  it('has sensitive visits of both degrees', async () => {
    const levels = await counts(
      'select sensitivity as name, count(*)::int as number from patients.encounter group by sensitivity',
    );
    expect(levels['R']).toBeGreaterThan(10);
    expect(levels['V']).toBeGreaterThan(5);
  });

  it('has open visits at every hospital', async () => {
    const open = await counts(`select member as name, count(*)::int as number from access.treating
      where until = 'infinity' group by member`);
    expect(Object.keys(open).sort()).toEqual(['lakeside', 'northgate', 'saint-anne']);
    for (const number of Object.values(open)) expect(number).toBeGreaterThan(5);
  });

  it('commits to what its rows say', async () => {
    expect((await recompute(admin)).wrong).toEqual([]);
  });

  it('dates everything from the day it is made on', async () => {
    const [row] = await admin<{ last: string; first: string }[]>`
      select max(period_start) as last, min(period_start) as first from patients.encounter_detail`;
    expect(row?.last.slice(0, 10)).toBe('2026-02-28');
    expect(row?.first.slice(0, 4)).toMatch(/^202[01]$/);
  });

  it('keeps the scale of money', async () => {
    const [row] =
      await admin`select count(*)::int as number from claims.claim where total::text !~ '[.][0-9]{2}$'`;
    expect(row).toEqual({ number: 0 });
  });

  it('has permits and denies, one of each with a period of data, and one that holds in an emergency', async () => {
    const [row] = await admin`
      select count(*) filter (where permit)::int as permits, count(*) filter (where not permit)::int as denies,
             count(*) filter (where permit and data_from is not null)::int as bounded_permits,
             count(*) filter (where not permit and data_from is not null)::int as bounded_denies,
             count(*) filter (where deny_emergency)::int as emergency
      from access.consent`;
    expect(row).toEqual({ permits: 9, denies: 7, bounded_permits: 2, bounded_denies: 1, emergency: 1 });
  });

  it('has decisions that came as documents: what is active decides, and a deny leaves out whom it lifts', async () => {
    const decided = await admin`
      select provision.permit, provision.actor, provision.excepted, provision.purpose, consent.grantees
      from access.consent provision join patients.consent on consent.id = provision.record
      order by provision.permit, provision.actor, provision.purpose`;
    expect(decided).toEqual([
      { permit: false, actor: null, excepted: ['lakeside'], purpose: null, grantees: ['lakeside'] },
      { permit: true, actor: 'lakeside', excepted: null, purpose: 'HRESCH', grantees: ['lakeside'] },
      { permit: true, actor: 'lakeside', excepted: null, purpose: null, grantees: ['lakeside'] },
      { permit: true, actor: 'northgate', excepted: null, purpose: 'TREAT', grantees: ['northgate'] },
    ]);
    const [row] = await admin`select count(*)::int as number from patients.consent`;
    expect(row).toEqual({ number: 4 });
  });

  it('has results, reports on them, images and orders, and who insures whom', async () => {
    const numbers = await counts(`
      select 'observation' as name, count(*)::int as number from patients.observation
      union all select 'report', count(*)::int from patients.diagnostic_report_detail where json_array_length(results::json) > 0
      union all select 'study', count(*)::int from patients.imaging_study
      union all select 'request', count(*)::int from patients.medication_request
      union all select 'sensitive', count(*)::int from patients.medication_request where sensitivity = 'V'
      union all select 'coverage', count(*)::int from claims.coverage`);
    expect(numbers['observation']).toBeGreaterThan(300);
    expect(numbers['report']).toBeGreaterThan(150);
    expect(numbers['study']).toBeGreaterThan(20);
    expect(numbers['request']).toBeGreaterThan(100);
    expect(numbers['sensitive']).toBeGreaterThan(0);
    expect(numbers['coverage']).toBeGreaterThan(180);
  });

  it('is not made twice', async () => {
    expect(await seedDemo(sql, { now: NOON })).toBeNull();
  });
});

describe('personas', () => {
  it('are those of every tier, with the purposes of their role', async () => {
    const hub = connect(database.address('caretrail_hub'));
    const found = await personas(hub);
    await hub.end();
    expect(
      found.map(({ name, tier, role, organization, purposes }) =>
        [name, tier, role, organization, purposes.join(' ')].join(' | '),
      ),
    ).toMatchInlineSnapshot(`
      [
        "public | public |  |  | ",
        "patient | patient |  |  | PATRQT",
        "clinician | hospital | clinician | lakeside | TREAT ETREAT",
        "clinician-northgate | hospital | clinician | northgate | TREAT ETREAT",
        "registrar | hospital | registrar | lakeside | PATADMIN HPAYMT",
        "analyst | hospital | analyst | lakeside | HOPERAT HRESCH",
        "privacy-officer | hospital | privacy_officer | lakeside | HCOMPL",
        "adjudicator | payer | adjudicator | harbor-mutual | HPAYMT",
        "adjudicator-unity | payer | adjudicator | unity-health | HPAYMT",
        "auditor | regulator | auditor | health-authority | HCOMPL PUBHLTH",
      ]
    `);
    expect(found.at(-1)?.case).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('let the patient stand for herself and her child', async () => {
    const stands = await admin`
      select identity.name -> 'given' ->> 0 as given from access.persona
      join access.delegate using (subject) join patients.patient_identity identity using (patient)
      where persona.name = 'patient' order by given`;
    expect(stands).toEqual([{ given: 'Elena' }, { given: 'Lucía' }]);
  });
});

describe('the same day', () => {
  it('gives the same content in another database, under other ids', async () => {
    const other = await startTestDatabase();
    const [otherAdmin, otherSql] = [connect(other.admin), connect(other.address('caretrail_import'))];
    await seedDemo(otherSql, { now: new Date('2026-03-01T23:59:59Z') });
    const content = (pool: Pool) => pool`
      select (select md5(string_agg(identity::text, '|' order by identity::text)) from
               (select name, identifiers, telecom, address, birth_date from patients.patient_identity) identity) as people,
             (select md5(string_agg(visit::text, '|' order by visit::text)) from
               (select period_start, period_end, type, reason from patients.encounter_detail) visit) as visits,
             (select md5(string_agg(bill::text, '|' order by bill::text)) from
               (select created, lines, adjudications, diagnoses, history from claims.claim_detail) bill) as bills`;
    expect(await content(otherAdmin)).toEqual(await content(admin));
    const shared = await otherAdmin`select id from patients.patient`;
    const own = new Set((await admin<{ id: string }[]>`select id from patients.patient`).map(({ id }) => id));
    expect(shared.filter((row) => own.has(String(row['id'])))).toEqual([]);
    await Promise.all([otherAdmin.end(), otherSql.end()]);
    await other.stop();
  }, 60_000);
});
