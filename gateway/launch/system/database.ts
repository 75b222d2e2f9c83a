import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@caretrail/db';
import { ensureMembers } from '@caretrail/db/import';
import {
  adminAddress,
  type Database,
  DatabaseRefused,
  type Deployment,
  openDatabase,
  type Passwords,
  passwordsFrom,
  prepareDatabase,
  serverProgram,
} from '@caretrail/db/server';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import { type HomeIdentity, noteMade } from '../home/identity.ts';
import { type Secrets, SUPERUSER } from '../home/secrets.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import type { Settings } from '../settings.ts';
import { StartError } from '../start-error.ts';

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
export async function prepareForMembers(
  admin: string,
  passwords: Passwords,
  deployment?: Deployment,
): Promise<Database> {
  const database = await prepareDatabase(admin, passwords, deployment);
  const sql = connect(database.address('caretrail_import'), { max: 1, name: 'caretrail launcher' });
  try {
    await sql.begin(ensureMembers);
  } finally {
    await sql.end();
  }
  return database;
}

/** Prepares the database of this home and of no other; from then on the home has one. */
async function claim(
  admin: string,
  passwords: Passwords,
  home: Home,
  { id, database: made }: HomeIdentity,
  kind: 'embedded' | 'external',
): Promise<Database> {
  try {
    const database = await prepareForMembers(admin, passwords, { id, settled: made !== null });
    noteMade(home, { database: kind });
    return database;
  } catch (error) {
    if (error instanceof DatabaseRefused) throw new StartError(error.message, { cause: error });
    throw error;
  }
}

/** Starts the embedded server, or takes the one of DATABASE_URL, and brings the database to this program's shape. */
export async function startDatabase(
  settings: Settings,
  home: Home,
  identity: HomeIdentity,
  secrets: Secrets,
  log: (line: string) => void,
): Promise<StartedDatabase> {
  const passwords = passwordsFrom(secrets.database);
  if (settings.databaseUrl !== null)
    return {
      database: await claim(settings.databaseUrl, passwords, home, identity, 'external'),
      server: null,
      stop: async () => {},
    };
  const superuser = secrets.database[SUPERUSER] ?? '';
  const server = await startServer(home, superuser, log);
  try {
    const { port } = readyShape.parse(server.ready);
    const admin = await openDatabase(adminAddress(port, superuser));
    const database = await claim(admin, passwords, home, identity, 'embedded');
    return { database, server, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
