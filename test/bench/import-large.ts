import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Database,
  LOGINS,
  openDatabase,
  passwordsFrom,
  prepareDatabase,
  startServer,
} from '@caretrail/db/server';
import { z } from 'zod';
import { median } from './hub/load.ts';
import { SHARED_SET, TYPES } from './import.ts';
import { makeCopies } from './large/copies.ts';
import { watchMemory } from './large/memory.ts';
import { type Pages, preparePages } from './large/pages.ts';
import { processorSeconds } from './large/processor.ts';
import type { Measurement } from './measurement.ts';

const COPIES = Number(process.env['BENCH_COPIES'] ?? 20);
const ROUNDS = 6;
/** Times that a page is asked for in a round; what comes before is to warm up. */
const ASKED = 12;
const WARM = 3;

const told = z.object({
  resources: z.number(),
  refused: z.number(),
  seconds: z.number(),
  /** Seconds of processor. */
  processor: z.number(),
  peak: z.number(),
});

interface Imported extends z.infer<typeof told> {
  /** Mebibytes. */
  readonly server: number;
  /** Seconds of processor. */
  readonly serverProcessor: number;
}

const perResource = ({ resources }: Pick<Imported, 'resources'>, seconds: number) =>
  (seconds * 1e6) / resources;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function importInto(database: Database, files: readonly string[], server: number): Promise<Imported> {
  const stop = watchMemory(server);
  const before = processorSeconds(server);
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, 'large', 'importer.ts'), ...files],
      { env: { ...process.env, BENCH_DATABASE: database.address('caretrail_import') } },
    );
    const figures = told.parse(JSON.parse(stdout));
    say(
      `  ${figures.resources} resources, ${figures.refused} refused, ${figures.seconds.toFixed(1)} s, importer ${figures.peak.toFixed(0)} MiB`,
    );
    const imported = { ...figures, server: stop(), serverProcessor: processorSeconds(server) - before };
    say(
      `  ${perResource(figures, figures.processor).toFixed(0)} and ${perResource(figures, imported.serverProcessor).toFixed(0)} µs of processor per resource, importer and PostgreSQL`,
    );
    return imported;
  } finally {
    stop();
  }
}

/** Milliseconds of each page, medians, on both databases by turns. */
async function askPages(single: Pages, large: Pages): Promise<readonly Measurement[]> {
  const times = new Map<string, { single: number[]; large: number[] }>();
  for (let round = 0; round < ROUNDS; round++)
    for (const kind of ['single', 'large'] as const)
      for (const { name, ask } of (kind === 'single' ? single : large).questions) {
        const kept = times.get(name) ?? { single: [], large: [] };
        times.set(name, kept);
        for (let turn = 0; turn < ASKED; turn++) {
          const start = performance.now();
          await ask();
          if (turn >= WARM) kept[kind].push(performance.now() - start);
        }
      }
  return [...times].map(([name, kept]) => ({
    name,
    value: median(kept.large),
    unit: 'ms',
    baseline: { name: 'the single set', value: median(kept.single) },
  }));
}

/**
 * A large import beside a small one: a 20-fold copy of the shared set with ids of its own, and the set itself, into two databases
 * of one durable server. Rate a resource, peak memory of importer and server, and what a page costs in either.
 * `null` where the files are absent. `BENCH_COPIES` makes it smaller.
 */
export async function run(): Promise<readonly Measurement[] | null> {
  if (!existsSync(SHARED_SET)) return null;
  const home = mkdtempSync(join(tmpdir(), 'caretrail-bench-large-'));
  try {
    say(`Makes ${COPIES} copies`);
    const files = await makeCopies(SHARED_SET, TYPES, COPIES, home);
    const server = await startServer({ folder: join(home, 'postgres'), password: 'bench', log: 'ignore' });
    try {
      const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, 'bench'])));
      const prepare = async (name: string) =>
        prepareDatabase(await openDatabase(server.admin, name), passwords);
      const [single, large] = [await prepare('single'), await prepare('large')];
      say('Imports the single set');
      const originals = TYPES.map((type) => join(SHARED_SET, `${type}.ndjson.gz`));
      const before = await importInto(single, originals, server.pid);
      say('Imports the copies');
      const after = await importInto(large, files, server.pid);
      say('Reads pages');
      const pages = [await preparePages(single), await preparePages(large)] as const;
      const asked = await askPages(...pages);
      for (const { stop } of pages) await stop();
      const compared = (name: string, unit: string, of: (figures: Imported) => number): Measurement => ({
        ...{ name, unit, value: of(after) },
        baseline: { name: 'the single set', value: of(before) },
      });
      return [
        compared(`import of ${COPIES} copies`, 'resources per second', (one) => one.resources / one.seconds),
        compared('processor of the importer', 'µs per resource', (one) => perResource(one, one.processor)),
        compared('processor of PostgreSQL', 'µs per resource', (one) =>
          perResource(one, one.serverProcessor),
        ),
        compared('peak memory of the importer', 'MiB', (one) => one.peak),
        compared('peak memory of PostgreSQL', 'MiB', (one) => one.server),
        ...asked,
      ];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
