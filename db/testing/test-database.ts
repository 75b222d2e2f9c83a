import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { closeDatabase, type Database, databaseAt } from '../server/prepare.ts';
import { TEST_PASSWORDS } from './passwords.ts';

/** A migrated database of a test file's own, empty of records. */
export interface TestDatabase extends Database {
  /** Ends every session on the database and drops it. */
  stop(): Promise<void>;
}

/**
 * Copies the run's migrated database: takes tens of milliseconds. Stop it in `afterAll`.
 * @example
 * const database = await startTestDatabase();
 * const pool = connect(database.address('caretrail_patients'));
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const { admin, template } = inject('database');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const sql = postgres(admin, { max: 1, onnotice: () => {} });
  await sql`create database ${sql(name)} template ${sql(template)}`;
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const own = postgres(url.href, { max: 1, onnotice: () => {} });
  await closeDatabase(own);
  await own.end();
  return {
    ...databaseAt(url.href, TEST_PASSWORDS),
    async stop() {
      await sql`drop database ${sql(name)} with (force)`;
      await sql.end();
    },
  };
}
