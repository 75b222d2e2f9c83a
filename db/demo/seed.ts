import type { Sql } from 'postgres';
import { transact } from '../import/connection.ts';
import { ensureMembers, type ImportProgress, type ImportReport, importInputs } from '../import/index.ts';
import { loadMembers } from '../import/member/members.ts';
import { decide } from './decisions.ts';
import { asInput } from './ndjson.ts';
import { makePopulation } from './population.ts';

export interface DemoOptions {
  /** The day that all dates are counted from; default now. */
  readonly now?: Date;
  readonly treatingDays?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Makes the demo population unless it is there: FHIR resources that go through the importer as anyone's do, then the
 * people's decisions. The same content on every machine for the same day; record ids and salts are random. After a
 * crash the next call completes it.
 *
 * @param sql - pool of the login `caretrail_import`, of three connections or more
 * @returns the import's report, or `null` when the demo was there
 */
export async function seedDemo(sql: Sql, options: DemoOptions = {}): Promise<ImportReport | null> {
  const { now = new Date(), ...importing } = options;
  if (await isSeeded(sql)) return null;
  await transact(sql, ensureMembers);
  const members = await loadMembers(sql, null);
  const population = makePopulation(now, members);
  const inputs = Object.entries(population).map(([name, resources]) => asInput(`demo/${name}`, resources));
  const report = await importInputs(inputs, { sql, ...importing });
  if (report.quarantine.length > 0)
    throw new Error(`the demo is at odds with the importer: ${report.quarantine[0]?.reason}`);
  await decide(sql, members.source, now);
  return report;
}

async function isSeeded(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ seeded: boolean }[]>`select exists (select from access.persona) as seeded`;
  return row?.seeded === true;
}
