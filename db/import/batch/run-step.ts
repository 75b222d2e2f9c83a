import type { Sql } from 'postgres';
import { type Connection, transact } from '../connection.ts';
import type { Quarantine } from '../quarantine.ts';
import { entryOf, type Tally } from '../result.ts';
import type { Input } from '../source/input.ts';
import { hex, insertRows } from '../write/insert.ts';
import type { BatchContext, BatchOutcome } from './batch.ts';
import type { StagedRow } from './staged-row.ts';
import type { Group, Step } from './steps.ts';

/** For one statement of a batch, on a machine that is busy with other things. */
const STATEMENT_TIMEOUT = '300s';

export interface StepRun {
  /** Connections for the batches' transactions. */
  readonly sql: Sql;
  /** Holds the staging table. */
  readonly session: Connection;
  readonly context: Omit<BatchContext, 'recordedAt'>;
  readonly now: () => Date;
  readonly inputs: readonly Input[];
  readonly tally: Tally;
  readonly quarantine: Quarantine;
  readonly signal: AbortSignal;
  /** Called with the number of rows of each batch that is committed. */
  readonly onProgress: (rows: number) => void;
}

/**
 * Takes in all staged resources of one type, batch by batch, each in one transaction. While PostgreSQL writes one batch the
 * next one is computed: two are under way at most, and both have ended when this returns or throws.
 */
export async function runStep(step: Step, run: StepRun): Promise<void> {
  const { source } = run.context.members;
  let before: Promise<void> = Promise.resolve();
  let batch = before;
  try {
    for (let ordinal = -1; ; ) {
      const group = await run.session.use((session) => step.read(session, source, ordinal));
      const last = group.rows.at(-1);
      if (last === undefined) break;
      ordinal = last.ordinal;
      batch = runBatch(step, group, run);
      // Awaited one round later; until then its failure must not count as unhandled.
      batch.catch(() => {});
      await before;
      before = batch;
      run.signal.throwIfAborted();
    }
    await before;
  } finally {
    await Promise.allSettled([before, batch]);
  }
}

async function runBatch(step: Step, group: Group, run: StepRun): Promise<void> {
  const outcome = await commit(step, group, run);
  const counts = run.tally.resources[step.type];
  counts.unchanged += group.rows.filter((row) => row.unchanged).length;
  for (const { row } of outcome.taken) {
    if (row.known === null) counts.imported += 1;
    else counts.updated += 1;
  }
  run.tally.unresolved += outcome.unresolved;
  for (const { row, code, where } of outcome.refused) {
    const place = { file: run.inputs[row.file]?.file ?? '', line: row.line };
    await run.quarantine.add(entryOf(place, `${step.type}/${row.source_id}`, { code, where }));
  }
  run.onProgress(group.rows.length);
}

async function commit(step: Step, group: Group, run: StepRun): Promise<BatchOutcome> {
  if (group.rows.every((row) => row.unchanged)) return { taken: [], refused: [], unresolved: 0 };
  const { source } = run.context.members;
  return transact(run.sql, async (sql) => {
    await sql`select set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`;
    const outcome = await group.take(sql, { ...run.context, recordedAt: run.now().toISOString() });
    const known = outcome.taken.map(({ row, record }) => sourceRow(source, step, row, record, row.source_id));
    await insertRows(sql, 'intake.source', known, SOURCE_KEY);
    const further = outcome.taken.flatMap(({ row, record }) =>
      (row.aliases ?? []).map((alias) => sourceRow(source, step, row, record, alias)),
    );
    // Whoever had an identifier first keeps it.
    await insertRows(sql, 'intake.source', further, SOURCE_KEY, 'keep');
    return outcome;
  });
}

const SOURCE_KEY = ['source', 'type', 'source_id'];

function sourceRow(source: string, step: Step, row: StagedRow, record: string, id: string) {
  return { source, type: step.type, source_id: id, record, digest: hex(row.digest) };
}
