import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { connect } from '@caretrail/db';
import { importFhir } from '@caretrail/db/import';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, startServer } from '@caretrail/db/server';

/** Types of the shared set, in the order of what refers to what. */
export const TYPES = [
  'Organization',
  'Practitioner',
  'Patient',
  'Encounter',
  'Condition',
  'DiagnosticReport',
  'ImagingStudy',
  'Claim',
  'ExplanationOfBenefit',
];
const ROUNDS = 3;

const shared = process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '../../../shared');
export const SHARED_SET = join(shared, 'data/synthea-r4-ndjson');

/**
 * Resources a second from bulk files to rows, versions and commitments in PostgreSQL. The baseline is reading the same files
 * with `JSON.parse` and keeping nothing, interleaved in the same run. `null` where the files are absent.
 */
export async function run() {
  if (!existsSync(SHARED_SET)) return null;
  const files = TYPES.map((type) => join(SHARED_SET, `${type}.ndjson.gz`));
  const home = mkdtempSync(join(tmpdir(), 'caretrail-bench-import-'));
  const server = await startServer({
    folder: join(home, 'postgres'),
    password: 'bench',
    durable: false,
    log: 'ignore',
  });
  try {
    const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, 'bench'])));
    let [resources, importTime, parseTime] = [0, 0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const database = await prepareDatabase(await openDatabase(server.admin, `bench_${round}`), passwords);
      parseTime += await timed(async () => parseAll(files));
      const sql = connect(database.address('caretrail_import'), { max: 4 });
      importTime += await timed(async () => {
        const report = await importFhir(files, { sql });
        resources += Object.values(report.resources).reduce((sum, count) => sum + count.imported, 0);
      });
      await sql.end();
    }
    return {
      name: 'import with versions and commitments',
      value: (1000 * resources) / importTime,
      unit: 'resources per second',
      baseline: { name: 'JSON.parse of the same files', value: (1000 * resources) / parseTime },
    };
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function parseAll(files: readonly string[]): void {
  for (const file of files) {
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
  }
}

/** Milliseconds that something takes. */
async function timed(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
