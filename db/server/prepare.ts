import postgres, { type Sql } from 'postgres';
import { claimDatabase, type Deployment } from './deployment.ts';
import { type Fitness, fitnessOf, requireFitness } from './fitness.ts';
import { LOGINS, type Login, type Passwords } from './login.ts';
import { migrate } from './migrate.ts';
import { reach } from './reach.ts';
import { withCure } from './refusal.ts';

/** A migrated database and the addresses of its logins. */
export interface Database {
  /** Address of an administrator; for the launcher and tests alone. */
  readonly admin: string;
  /** Address for one login, its password included. */
  address(login: Login): string;
}

/** The database that an embedded server keeps everything in. */
const DATABASE = 'caretrail';

const quiet = { max: 1, onnotice: () => {} };

/** Milliseconds a server of one's own may take to answer the network. */
const PATIENCE = 10_000;

/** Makes the database of an embedded server, unless it is there, and returns an administrator's address for it. */
export async function openDatabase(admin: string, name: string = DATABASE): Promise<string> {
  const sql = postgres(admin, quiet);
  try {
    const found = await sql`select from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
  return withPath(admin, name);
}

/** Connects as an administrator who has what it takes; whatever is wrong is a {@link DatabaseRefused} with the cure. */
async function asAdministrator<Value>(admin: string, use: (sql: Sql, fitness: Fitness) => Promise<Value>) {
  const sql = postgres(admin, quiet);
  try {
    await reach(admin, PATIENCE);
    const fitness = await fitnessOf(sql);
    requireFitness(fitness);
    return await use(sql, fitness);
  } catch (error) {
    throw withCure(error);
  } finally {
    await sql.end();
  }
}

/**
 * Looks at a database without changing it; answers the server's version, such as `15.4`.
 * @throws DatabaseRefused with the cure when it cannot be reached or used
 */
export const examineDatabase = (admin: string): Promise<string> =>
  asAdministrator(admin, async (_, { version }) => `${Math.floor(version / 10_000)}.${version % 10_000}`);

/**
 * Migrates a database and makes the logins with these passwords.
 * @param admin - address of an administrator (superuser, or owner of the database who may create roles)
 * @param deployment - whose database it must be, or become
 * @throws DatabaseRefused with the cure when it cannot be reached or used, or when another program made it
 */
export function prepareDatabase(
  admin: string,
  passwords: Passwords,
  deployment?: Deployment,
): Promise<Database> {
  return asAdministrator(admin, async (sql) => {
    if (deployment) await claimDatabase(sql, admin, passwords, deployment);
    await makeLogins(sql, passwords);
    await migrate(sql);
    await closeDatabase(sql);
    return databaseAt(admin, passwords);
  });
}

/** A database that has been prepared already. */
export function databaseAt(admin: string, passwords: Passwords): Database {
  return { admin, address: (login) => withUser(admin, login, passwords[login]) };
}

/** Rights on the database as a whole, which a copy of it does not inherit: the logins may enter, and make nothing. */
export async function closeDatabase(sql: Sql): Promise<void> {
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  const name = sql(row?.name ?? '');
  await sql`revoke all on database ${name} from public`;
  for (const login of LOGINS) {
    await sql`revoke all on database ${name} from ${sql(login)}`;
    await sql`grant connect on database ${name} to ${sql(login)}`;
  }
  // The importer stages what it reads in tables of its own session.
  await sql`grant temporary on database ${name} to caretrail_import`;
}

async function makeLogins(sql: Sql, passwords: Passwords): Promise<void> {
  for (const login of LOGINS) {
    const found = await sql`select from pg_roles where rolname = ${login}`;
    if (found.length === 0) await sql`create role ${sql(login)} login noinherit`;
    await sql.unsafe(`alter role ${login} with login noinherit password '${escaped(passwords[login])}'`);
  }
}

/** A utility statement takes no parameters. */
const escaped = (text: string) => text.replaceAll("'", "''");

function withUser(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
}

function withPath(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}
