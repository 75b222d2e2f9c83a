import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@caretrail/db';
import { ensureMembers } from '@caretrail/db/import';
import {
  adminAddress,
  type Database,
  openDatabase,
  type Passwords,
  passwordsFrom,
  prepareDatabase,
  serverProgram,
} from '@caretrail/db/server';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import { type Secrets, SUPERUSER } from '../home/secrets.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import type { Settings } from '../settings.ts';

const readyShape = z.object({ port: z.int() });

/** The migrated database, and the server if it is ours. */
export interface StartedDatabase {
  readonly database: Database;
  /** Null with DATABASE_URL. */
  readonly server: Supervised | null;
  stop(): Promise<void>;
}

async function startServer(home: Home, password: string, log: (line: string) => void): Promise<Supervised> {
  mkdirSync(home.logs, { recursive: true, mode: 0o700 });
  const config = { folder: home.postgres, password };
  return supervise(
    {
      name: 'database',
      entry: serverProgram,
      config,
      // Clients keep the address they were given: a server that is started again comes back to its port.
      again: (ready) => ({ ...config, port: readyShape.parse(ready).port }),
      logFile: join(home.logs, 'database.log'),
      readyWithin: 120_000,
      stopWithin: 30_000,
    },
    log,
  );
}

/** Brings a database to this program's shape, with the members of the consortium on record. */
export async function prepareForMembers(admin: string, passwords: Passwords): Promise<Database> {
  const database = await prepareDatabase(admin, passwords);
  const sql = connect(database.address('caretrail_import'), { max: 1, name: 'caretrail launcher' });
  try {
    await sql.begin(ensureMembers);
  } finally {
    await sql.end();
  }
  return database;
}

/** Starts the embedded server, or takes the one of DATABASE_URL, and brings the database to this program's shape. */
export async function startDatabase(
  settings: Settings,
  home: Home,
  secrets: Secrets,
  log: (line: string) => void,
): Promise<StartedDatabase> {
  const passwords = passwordsFrom(secrets.database);
  if (settings.databaseUrl !== null)
    return {
      database: await prepareForMembers(settings.databaseUrl, passwords),
      server: null,
      stop: async () => {},
    };
  const superuser = secrets.database[SUPERUSER] ?? '';
  const server = await startServer(home, superuser, log);
  try {
    const { port } = readyShape.parse(server.ready);
    const admin = await openDatabase(adminAddress(port, superuser));
    return { database: await prepareForMembers(admin, passwords), server, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
