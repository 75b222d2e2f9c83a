import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

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

describe('a test database', () => {
  it('is migrated and empty', async () => {
    const [row] = await admin<{ migrated: boolean; patients: number }[]>`
      select (select count(*) > 0 from caretrail.migration) as migrated,
             (select count(*)::int from patients.patient) as patients`;
    expect(row).toEqual({ migrated: true, patients: 0 });
  });

  it('takes the logins', async () => {
    const pool = connect(database.address('caretrail_claims'));
    expect(await pool`select current_user as login`).toEqual([{ login: 'caretrail_claims' }]);
    await pool.end();
  });
});
