import type { Sql } from 'postgres';
import { DatabaseRefused } from './refusal.ts';

/** The oldest server whose SQL the migrations speak, as `server_version_num`. */
const OLDEST = 150_000;

/** What a server says of itself and of who is asking. */
export interface Fitness {
  /** As `server_version_num`: 150004 is 15.4. */
  readonly version: number;
  readonly encoding: string;
  readonly superuser: boolean;
  readonly createsRoles: boolean;
  /** Whether the asking user is the owner of the database, or a member of the owner. */
  readonly owns: boolean;
}

export async function fitnessOf(sql: Sql): Promise<Fitness> {
  const [row] = await sql<Fitness[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      rolsuper as superuser, rolcreaterole as "createsRoles", pg_has_role(datdba, 'member') as owns
    from pg_roles, pg_database where rolname = current_user and datname = current_database()`;
  if (!row) throw new Error('PostgreSQL does not know who asks it.');
  return row;
}

/**
 * @throws DatabaseRefused where server, database or user are not what this program needs
 */
export function requireFitness({ version, encoding, superuser, createsRoles, owns }: Fitness): void {
  if (version < OLDEST)
    throw new DatabaseRefused(
      `PostgreSQL ${Math.floor(version / 10_000)} is too old: DATABASE_URL must name one of version 15 or later.`,
    );
  if (encoding !== 'UTF8')
    throw new DatabaseRefused(
      `The database of DATABASE_URL is encoded in ${encoding}: make one with \`createdb --encoding=UTF8 --template=template0\`.`,
    );
  if (superuser) return;
  if (!createsRoles)
    throw new DatabaseRefused(
      'The user in DATABASE_URL may not create roles: let an administrator say `alter role <user> createrole`.',
    );
  if (!owns)
    throw new DatabaseRefused(
      'The user in DATABASE_URL does not own the database: let an administrator say `alter database <name> owner to <user>`.',
    );
}
