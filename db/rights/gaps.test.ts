import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { findGaps } from './testing/gaps.ts';

let database: TestDatabase;
let admin: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
});
afterAll(async () => {
  await admin.end();
  await database.stop();
});

class Undo extends Error {}

/** Gaps that a change opens; the change is undone. */
async function opened(change: string): Promise<readonly string[]> {
  let gaps: readonly string[] = [];
  await admin
    .begin(async (sql) => {
      await sql.unsafe(change);
      gaps = (await findGaps(sql)).map(({ what, where }) => `${what}: ${where}`);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return gaps;
}

describe('the rights in force', () => {
  it('leave no gap', async () => {
    expect(await findGaps(admin)).toEqual([]);
  });
});

describe('a gap is found', () => {
  it.each([
    ['create table patients.extra (id int)', 'row-level security is off: patients.extra'],
    ['alter table claims.claim no force row level security', 'row-level security is off: claims.claim'],
    ['alter table claims.claim owner to caretrail_import', "not owned by its schema's owner: claims.claim"],
    [
      'create view access.all_of_them as select * from access.consent',
      "a view with its owner's rights: access.all_of_them",
    ],
    [
      'create function access.f() returns int language sql security definer return 1',
      "a function with its owner's rights: access.f()",
    ],
    ['alter role caretrail_worker bypassrls', 'a role with powers of its own: caretrail_worker'],
    ['alter role patients_patient login', 'a caller or owner that can sign in: patients_patient'],
    [
      'grant patients_hospital_clinician to caretrail_claims with inherit false, set true',
      "a membership outside the login's own callers: caretrail_claims in patients_hospital_clinician",
    ],
    [
      'grant update (birth_year) on patients.patient to patients_patient',
      'a caller may do more than read: patients_patient patients.patient',
    ],
    [
      'grant delete on access.person_key to patients_patient',
      'a caller may do more than read: patients_patient access.person_key',
    ],
    [
      'create policy patients_patient_any on access.person_key for insert to patients_patient with check (true)',
      'a caller may write whatever they like: patients_patient_any on person_key',
    ],
    [
      'grant delete on access.event to caretrail_hub',
      'append-only, but not for a login: caretrail_hub access.event',
    ],
    [
      'grant update (values) on claims.claim_version to caretrail_import',
      'append-only, but not for a login: caretrail_import claims.claim_version',
    ],
    [
      'grant select on patients.encounter to patients_patient',
      'an instant that a caller may select: patients_patient patients.encounter',
    ],
    [
      'create policy all_of_them on claims.claim_version for delete to caretrail_worker using (true)',
      'append-only, but not for a login: caretrail_worker claims.claim_version',
    ],
    [
      'grant select on intake.run to caretrail_worker',
      'a privilege without a policy: caretrail_worker intake.run',
    ],
    ['create policy open on claims.claim using (true)', 'a policy for everyone: open on claims.claim'],
    [
      'drop policy patients_hospital_clinician_denied on patients.encounter_detail',
      'a relation that a deny narrows, without the deny: patients_hospital_clinician_treating on encounter_detail',
    ],
    [
      'drop policy chain_hospital_clinician_denied_claim_see on provenance.version',
      'a relation that a deny narrows, without the deny: chain_hospital_clinician_treating_claim_see on version',
    ],
    ['grant usage on schema patients to public', 'something for everyone: patients'],
    ['grant select on provenance.outbox to public', 'something for everyone: provenance.outbox'],
  ])('%s', async (change, gap) => {
    expect(await opened(change)).toContain(gap);
  });
});
