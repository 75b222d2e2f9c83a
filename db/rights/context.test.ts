import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { makeWorld } from './testing/world.ts';

let database: TestDatabase;
let admin: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await makeWorld(admin);
});
afterAll(async () => {
  await admin.end();
  await database.stop();
});

/** Open to a whole tier, whoever asks: they hold no one's data. */
const OPEN = [
  'access.member',
  'access.operates',
  'patients.organization',
  'patients.practitioner',
  'provenance.block',
  'provenance.checkpoint',
  'provenance.feed_head',
  'provenance.indexer',
  'provenance.log',
  'provenance.receipt',
  'provenance.tile',
  'provenance.transaction',
];

/** Every role of a caller with every table that it may read at all, out of PostgreSQL's own catalogue. */
const readable = () => admin<{ role: string; name: string; column: string }[]>`
  select r.rolname as role, n.nspname || '.' || c.relname as name,
    (select attname from pg_attribute a where a.attrelid = c.oid and attnum > 0
      and has_column_privilege(r.oid, c.oid, attnum, 'select') order by attnum limit 1) as column
  from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
  where r.rolname ~ '^(patients|claims|chain)_' and c.relkind = 'r'
    and n.nspname in ('patients', 'claims', 'access', 'provenance', 'intake')
    and has_schema_privilege(r.oid, n.oid, 'usage') and has_any_column_privilege(r.oid, c.oid, 'select')
  order by 1, 2`;

describe('a role without context', () => {
  it('sees no row of any table, but for what is open to its tier', async () => {
    const seen: string[] = [];
    const pairs = await readable();
    expect(pairs.length).toBeGreaterThan(150);
    for (const { role, name, column } of pairs) {
      if (OPEN.includes(name)) continue;
      const rows = await admin.begin(async (sql) => {
        await sql`select set_config('role', ${role}, true)`;
        return sql`select ${sql(column)} from ${sql(name)} limit 1`;
      });
      if (rows.length > 0) seen.push(`${role}: ${name}`);
    }
    expect(seen).toEqual([]);
  });
});
