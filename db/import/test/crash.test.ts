import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { importInputs } from '../index.ts';
import { ndjson } from './ndjson.ts';
import { recompute } from './recompute.ts';
import { claim, encounter, explanation, organization, patient } from './resources.ts';

const PEOPLE = 1_300;
const numbers = Array.from({ length: PEOPLE }, (_, number) => number);
/** More than two batches of every type. */
const lines = [
  ...numbers.map((number) => explanation(`x-${number}`, `m-${number}`, `p-${number}`)),
  ...numbers.map((number) => claim(`m-${number}`, `p-${number}`, 'org', `e-${number}`)),
  ...numbers.map((number) => encounter(`e-${number}`, `p-${number}`, 'org')),
  ...numbers.map((number) => patient(`p-${number}`)),
  organization('org'),
];
const input = ndjson('all.ndjson', lines);

let database: TestDatabase;
let admin: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
});
afterAll(async () => {
  await admin.end();
  await database.stop();
});

const versions = async () => {
  const [row] = await admin<{ number: number }[]>`select count(*)::int as number from provenance.version`;
  return row?.number ?? 0;
};

/** Runs the import until this many resources are done, then does something bad to it. */
async function interrupted(
  until: number,
  attack: (stop: AbortController) => Promise<void>,
): Promise<unknown> {
  const sql = connect(database.address('caretrail_import'), { max: 4 });
  const stop = new AbortController();
  let done = false;
  try {
    return await importInputs([input], {
      sql,
      signal: stop.signal,
      onProgress: (progress) => {
        if (done || progress.phase === 'read' || progress.done < until) return;
        done = true;
        attack(stop).catch((error: unknown) => stop.abort(error));
      },
    }).catch((error: unknown) => error);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const killed = async () => {
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'caretrail_import' and datname = current_database()`;
};

describe('an import that is interrupted', () => {
  it('leaves whole batches, wherever its connections are cut', async () => {
    const failures = [
      await interrupted(900, killed),
      await interrupted(2_500, killed),
      await interrupted(4_200, killed),
    ];
    for (const failure of failures) expect(failure).toBeInstanceOf(Error);
    const { versions: made, wrong } = await recompute(admin);
    expect(wrong).toEqual([]);
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(4 * PEOPLE);
    const [halves] = await admin`
      select (select count(*)::int from provenance.version) - (select count(*)::int from intake.source where type <> 'Organization') as number`;
    expect(halves).toEqual({ number: 0 });
  }, 120_000);

  it('ends between two batches when it is asked to', async () => {
    const reason = new Error('enough');
    const failure = await interrupted(4_400, async (stop) => stop.abort(reason));
    expect(failure).toBe(reason);
    expect((await recompute(admin)).wrong).toEqual([]);
  }, 60_000);

  it('ends while it still reads, too', async () => {
    const sql = connect(database.address('caretrail_import'), { max: 4 });
    const reason = new Error('enough');
    const stop = new AbortController();
    const reading = { sql, signal: stop.signal, onProgress: () => stop.abort(reason) };
    await expect(importInputs([input], reading)).rejects.toBe(reason);
    const [left] = await sql`select count(*)::int as number from pg_class where relname = 'staged'`;
    await sql.end({ timeout: 1 });
    expect(left).toEqual({ number: 0 });
  });

  it('is completed by the same import again', async () => {
    const before = await versions();
    const sql = connect(database.address('caretrail_import'), { max: 4 });
    const report = await importInputs([input], { sql });
    await sql.end();
    expect(report.quarantine).toEqual([]);
    const counts = Object.values(report.resources);
    expect(counts.reduce((sum, count) => sum + count.imported, 0)).toBe(4 * PEOPLE - before);
    expect(counts.reduce((sum, count) => sum + count.updated, 0)).toBe(0);
    expect(await recompute(admin)).toEqual({ versions: 4 * PEOPLE, wrong: [] });
  }, 60_000);
});

describe('two imports at once', () => {
  it('do not happen: the second is refused with one clear sentence', async () => {
    const sql = connect(database.address('caretrail_import'), { max: 8 });
    const attempts = await Promise.allSettled([
      importInputs([input], { sql }),
      importInputs([input], { sql }),
    ]);
    await sql.end();
    const refused = attempts.find((attempt) => attempt.status === 'rejected');
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(refused?.reason).toMatchObject({
      code: 'ALREADY_RUNNING',
      message: 'Another import is running on this database: wait until it has ended.',
    });
  }, 60_000);
});
