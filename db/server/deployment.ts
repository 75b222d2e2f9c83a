import postgres, { type Sql } from 'postgres';
import { LOGINS, type Passwords } from './login.ts';
import { DatabaseRefused } from './refusal.ts';

/** Which deployment asks for the database: its keys and its ledger belong to one database alone. */
export interface Deployment {
  /** UUID, made with the home. */
  readonly id: string;
  /** Whether the deployment has a database already; then another one, empty or not, is a mistake. */
  readonly settled: boolean;
}

/**
 * Writes the deployment into a database that has none.
 * @throws DatabaseRefused when the database, or the logins of its server, are another deployment's
 */
export async function claimDatabase(
  admin: Sql,
  address: string,
  passwords: Passwords,
  { id, settled }: Deployment,
): Promise<void> {
  await admin.unsafe(`
    create schema if not exists caretrail;
    create table if not exists caretrail.deployment (id uuid primary key);`);
  const [found] = await admin<{ id: string }[]>`select id from caretrail.deployment`;
  if (found?.id === id) return;
  if (found)
    throw new DatabaseRefused(
      'The database belongs to another CARETRAIL_HOME: start that one, or give this one an empty database.',
    );
  if (settled)
    throw new DatabaseRefused(
      'This CARETRAIL_HOME keeps its records in another database: set DATABASE_URL as it was (unset for the embedded one), or choose another home.',
    );
  await refuseStrangers(admin, address, passwords);
  await admin`insert into caretrail.deployment values (${id})`;
}

/** Logins belong to the server, not to a database: two deployments on one would lock each other out. */
async function refuseStrangers(admin: Sql, address: string, passwords: Passwords): Promise<void> {
  const [login] = LOGINS;
  const there = await admin`select from pg_roles where rolname = ${login}`;
  if (there.length === 0 || (await opens(address, login, passwords[login]))) return;
  throw new DatabaseRefused(
    `The PostgreSQL of DATABASE_URL serves another Caretrail: use a server of its own, or drop the left-over role ${login} first.`,
  );
}

async function opens(address: string, login: string, password: string): Promise<boolean> {
  const sql = postgres(address, { username: login, password, max: 1, onnotice: () => {} });
  try {
    await sql`select`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end();
  }
}
