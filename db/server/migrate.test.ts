import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { migrate } from './migrate.ts';
import { checksum, loadMigrations, loadRights, type Migration } from './migration.ts';

let database: TestDatabase;
let admin: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin, { max: 3 });
});
afterAll(async () => {
  await admin.end();
  await database.stop();
});

const own = loadMigrations();
const extra = (text: string): Migration => ({ name: '9999_extra', text, checksum: checksum(text) });
const exists = async (table: string) =>
  (await admin<{ there: boolean }[]>`select to_regclass(${table}) is not null as there`)[0]?.there;

describe('migrating', () => {
  it('changes nothing the second time', async () => {
    const applied = () => admin`select name, applied_at from caretrail.migration order by name`;
    const before = await applied();
    expect(before.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
    await migrate(admin);
    expect(await applied()).toEqual(before);
  });

  it('leaves nothing of a migration that fails', async () => {
    const broken = extra('create table caretrail.half (id int); select 1 / 0;');
    await expect(migrate(admin, [...own, broken])).rejects.toMatchObject({ code: '22012' });
    expect(await exists('caretrail.half')).toBe(false);
  });

  it('leaves the rights as they were when the new ones fail', async () => {
    const policies = () => admin`select count(*)::int from pg_policies`;
    const before = await policies();
    await expect(migrate(admin, own, `${loadRights()}\nselect 1 / 0;`)).rejects.toMatchObject({
      code: '22012',
    });
    expect(await policies()).toEqual(before);
  });

  it('applies changed rights again, to the same end', async () => {
    const policies = () =>
      admin`select schemaname, tablename, policyname, roles, qual, with_check from pg_policies order by 1, 2, 3`;
    const before = await policies();
    await migrate(admin, own, `${loadRights()}\n-- changed`);
    expect(await policies()).toEqual(before);
    await migrate(admin);
  });

  it('is done once when two programs start together', async () => {
    const step = extra('create table caretrail.once (id int);');
    await Promise.all([migrate(admin, [...own, step]), migrate(admin, [...own, step])]);
    expect(await exists('caretrail.once')).toBe(true);
  });

  it('refuses a database that a newer program made', async () => {
    await expect(migrate(admin)).rejects.toThrow('A newer Caretrail made this database: update the program.');
  });

  it('refuses a database whose history is another', async () => {
    const [first, ...rest] = own;
    if (!first) throw new Error('there is no migration');
    const rewritten = [{ ...first, checksum: checksum('something else') }, ...rest];
    await expect(migrate(admin, rewritten)).rejects.toThrow(`(${first.name})`);
  });
});
