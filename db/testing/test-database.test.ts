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
    const [row] = await admin<{ migrations: number; patients: number }[]>`
      select (select count(*)::int from caretrail.migration) as migrations,
             (select count(*)::int from patients.patient) as patients`;
    expect(row).toEqual({ migrations: 1, patients: 0 });
  });

  it('takes the logins', async () => {
    const pool = connect(database.address('caretrail_claims'));
    expect(await pool`select current_user as login`).toEqual([{ login: 'caretrail_claims' }]);
    await pool.end();
  });
});
