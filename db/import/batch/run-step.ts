import type { Connection, Queries } from '../connection.ts';
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
  /** Runs each batch's statements: in a transaction of its own, or in the one of the whole import. */
  readonly transact: Transact;
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
  /** Called with the person of each record that is written. */
  readonly onWritten: (patient: string) => void;
}

export type Transact = <T>(work: (sql: Queries) => Promise<T>) => Promise<T>;

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
  const { type } = step;
  for (const { unchanged, line, known } of group.rows)
    if (unchanged) run.tally.count({ line, type, status: 'unchanged', record: known });
  for (const { row, record } of outcome.taken) {
    run.tally.count({ line: row.line, type, status: row.known === null ? 'imported' : 'updated', record });
    const person = type === 'Patient' ? record : row.patient;
    if (person !== null) run.onWritten(person);
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
  return run.transact(async (sql) => {
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
