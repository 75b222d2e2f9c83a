import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase, prepareDatabase } from '../server/prepare.ts';
import { startServer } from '../server/server.ts';
import { TEST_PASSWORDS } from './passwords.ts';

/** The migrated database of which every test file gets a copy. */
const TEMPLATE = 'caretrail_template';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's database server is, and the name of the database to copy. */
    database: { readonly admin: string; readonly template: string };
  }
}

/** One embedded server a run, forgetful on purpose: what a test needs to be durable it starts itself. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-test-database-'));
  const server = await startServer({
    folder: join(folder, 'postgres'),
    password: 'test',
    durable: false,
    log: 'ignore',
  });
  await prepareDatabase(await openDatabase(server.admin, TEMPLATE), TEST_PASSWORDS);
  project.provide('database', { admin: server.admin, template: TEMPLATE });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
