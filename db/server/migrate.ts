import type { Sql } from 'postgres';
import { checksum, loadMigrations, loadRights, type Migration } from './migration.ts';
import { DatabaseRefused } from './refusal.ts';

/** One number for all who migrate the same database at once: they wait for each other. */
const LOCK = 0x63617265;

/**
 * Brings a database to the shape and rights of this program, in one transaction: migrations that are not on record yet,
 * then the generated rights if they changed.
 * @throws DatabaseRefused when a newer or a different program made the database
 */
export async function migrate(
  admin: Sql,
  migrations: readonly Migration[] = loadMigrations(),
  rights: string = loadRights(),
): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`;
    await sql.unsafe(`
      create schema if not exists caretrail;
      create table if not exists caretrail.migration
        (name text primary key, checksum text not null, applied_at timestamptz not null default now());
      create table if not exists caretrail.rights (checksum text not null);`);
    const done = await sql<{ name: string; checksum: string }[]>`
      select name, checksum from caretrail.migration order by name`;
    refuseStrangers(done, migrations);
    const pending = migrations.slice(done.length);
    for (const migration of pending) {
      await sql.unsafe(migration.text);
      await sql`insert into caretrail.migration (name, checksum) values (${migration.name}, ${migration.checksum})`;
    }
    const [applied] = await sql<{ checksum: string }[]>`select checksum from caretrail.rights`;
    if (pending.length === 0 && applied?.checksum === checksum(rights)) return;
    await sql.unsafe(rights);
    await sql`delete from caretrail.rights`;
    await sql`insert into caretrail.rights values (${checksum(rights)})`;
  });
}

function refuseStrangers(
  done: readonly { readonly name: string; readonly checksum: string }[],
  migrations: readonly Migration[],
): void {
  for (const [place, { name, checksum: found }] of done.entries()) {
    const own = migrations[place];
    if (!own) throw new DatabaseRefused('A newer Caretrail made this database: update the program.');
    if (own.name !== name || own.checksum !== found)
      throw new DatabaseRefused(
        `Another Caretrail made this database (${name}): use the program that made it.`,
      );
  }
}
