import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import type { ImportReport } from '../result.ts';
import { encounter, organization, patient } from '../test/resources.ts';
import { Settling } from './folder-look.ts';
import { watchFolder } from './watch.ts';

let database: TestDatabase;
let sql: Pool;
let folder: string;
let ending: AbortController;
let watching: Promise<void>;
let reports: { report: ImportReport; waiting: number }[];

beforeAll(async () => {
  database = await startTestDatabase();
  sql = connect(database.address('caretrail_import'));
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-watch-'));
  start();
});
afterEach(async () => {
  await end();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await sql.end();
  await database.stop();
});

function start(): void {
  reports = [];
  ending = new AbortController();
  watching = watchFolder(folder, {
    ...{ sql, signal: ending.signal, interval: 40 },
    onReport: (report, waiting) => reports.push({ report, waiting }),
  });
}

async function end(): Promise<void> {
  ending.abort();
  await watching;
}

const put = (name: string, ...resources: object[]) =>
  writeFileSync(join(folder, name), resources.map((resource) => JSON.stringify(resource)).join('\n'));

async function reported(number: number): Promise<void> {
  await expect.poll(() => reports.length, { timeout: 15_000 }).toBe(number);
}

/** Long enough for several looks. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 400));

describe('a watched folder', () => {
  it('is taken in as files come, each once', async () => {
    put('a.ndjson', patient('watched-1'));
    await reported(1);
    mkdirSync(join(folder, 'below'));
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: patient('watched-2') }],
    };
    writeFileSync(join(folder, 'below', 'b.json'), JSON.stringify(bundle));
    writeFileSync(join(folder, 'notes.txt'), 'nothing');
    await reported(2);
    await pause();
    expect(reports.map(({ report }) => report.resources.Patient)).toMatchObject([
      { imported: 1, unchanged: 0 },
      { imported: 1, unchanged: 0 },
    ]);
  });

  it('is taken in again where a file changes', async () => {
    put('a.ndjson', patient('changed', { birthDate: '1956-08-03' }));
    await reported(1);
    put('a.ndjson', patient('changed', { birthDate: '1956-08-04' }), patient('changed-2'));
    await reported(2);
    expect(reports[1]?.report.resources.Patient).toMatchObject({ updated: 1 });
  });

  it('is remembered over a restart', async () => {
    put('a.ndjson', patient('kept'));
    await reported(1);
    await end();
    start();
    await pause();
    put('b.ndjson', patient('kept-2'));
    await reported(1);
    expect(reports[0]?.report.resources.Patient).toMatchObject({ imported: 1, unchanged: 0 });
  });

  it('waits with what refers to records that come later', async () => {
    put('a.ndjson', encounter('early', 'late', 'late-org'));
    await reported(1);
    expect(reports[0]?.waiting).toBe(1);
    await pause();
    expect(reports).toHaveLength(1);
    put('b.ndjson', patient('late'), organization('late-org'));
    await reported(2);
    expect(reports[1]).toMatchObject({ waiting: 0, report: { quarantine: [] } });
    expect(reports[1]?.report.resources.Encounter.imported).toBe(1);
  });

  it('may be ended at any time', async () => {
    await end();
    put('a.ndjson', patient('never'));
    await pause();
    expect(reports).toEqual([]);
  });
});

describe('what is not a folder', () => {
  it('is refused', async () => {
    const options = { sql, signal: new AbortController().signal, onReport: () => {} };
    await expect(watchFolder(join(folder, 'missing'), options)).rejects.toMatchObject({
      code: 'NO_SUCH_PATH',
    });
  });
});

describe('a file', () => {
  it('is left alone while it changes', () => {
    const settling = new Settling();
    const file = (digest: string) => ({ path: 'a.ndjson', digest });
    expect(settling.settled([file('1')])).toEqual([]);
    expect(settling.settled([file('2')])).toEqual([]);
    expect(settling.settled([file('2')])).toEqual([file('2')]);
    expect(settling.settled([])).toEqual([]);
  });

  it('that is moved in is one that settles too', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'caretrail-outside-'));
    writeFileSync(join(outside, 'm.ndjson'), JSON.stringify(patient('moved')));
    renameSync(join(outside, 'm.ndjson'), join(folder, 'm.ndjson'));
    await reported(1);
    expect(reports[0]?.report.resources.Patient.imported).toBe(1);
    rmSync(outside, { recursive: true });
  });
});
