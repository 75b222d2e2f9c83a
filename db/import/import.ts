import type { Sql } from 'postgres';
import { runStep, type Transact } from './batch/run-step.ts';
import { STEPS } from './batch/steps.ts';
import { Connection, transact } from './connection.ts';
import type { EntryOutcome } from './entry-outcome.ts';
import type { HeldType } from './fhir/mapped.ts';
import { lockImport, unlockImport } from './lock.ts';
import { ensureMembers } from './member/consortium.ts';
import { loadMembers, type Members } from './member/members.ts';
import { Quarantine } from './quarantine.ts';
import { type Requester, recordIntake } from './requester.ts';
import { type ImportReport, Tally } from './result.ts';
import { findInputs } from './source/files.ts';
import type { Input } from './source/input.ts';
import { takeOutDuplicates } from './stage/duplicates.ts';
import { stage } from './stage/stage.ts';
import { createStaging, dropStaging } from './stage/staging.ts';
import { memberLog } from './write/version.ts';

/** Where an import stands. */
export interface ImportProgress {
  /** `read`: the input is read and checked. A type: its resources are taken in. */
  readonly phase: 'read' | HeldType;
  /** Resources done, over all types. */
  readonly done: number;
  /** How many there are; `null` while they are read. */
  readonly total: number | null;
}

export interface ImportOptions {
  /** Pool of the login `caretrail_import`, of three connections or more. */
  readonly sql: Sql;
  /** Slug of the hospital that keeps all that is imported; `null`: records are spread over the hospitals. */
  readonly custodian?: string | null;
  /** How many days after an encounter its hospital still treats the patient (`CARETRAIL_TREATING_DAYS`); default 365. */
  readonly treatingDays?: number;
  /** Ends the import between two batches; what is committed stays, and the same import again completes it. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Takes everything in or nothing: what is refused undoes the rest. For input of some thousand resources at most. */
  readonly atomic?: boolean;
  /** Who sends it in, where it is not the command: leaves an access event. */
  readonly requester?: Requester;
  /** Called once for every line that is not refused; of an import that is undone, for what would have been. */
  readonly onEntry?: (outcome: EntryOutcome) => void;
  readonly now?: () => Date;
}

/**
 * Imports the FHIR R4 bulk files and bundles (`.ndjson`, `.json`, plain or `.gz`) that the paths name, folders with all below them. Importing the same
 * again changes nothing. Resources that cannot be taken in are reported and never stop the rest.
 *
 * @throws ImportError before anything is changed; the signal's reason when it was aborted
 */
export async function importFhir(paths: readonly string[], options: ImportOptions): Promise<ImportReport> {
  return importInputs(await findInputs(paths), options);
}

/** The same for NDJSON that does not come from files. */
export async function importInputs(inputs: readonly Input[], options: ImportOptions): Promise<ImportReport> {
  const session = await Connection.open(options.sql);
  try {
    await session.use(lockImport);
    return await run(session, inputs, options);
  } finally {
    await session.close(async (sql) => {
      await dropStaging(sql);
      await unlockImport(sql);
    });
  }
}

async function run(
  session: Connection,
  inputs: readonly Input[],
  options: ImportOptions,
): Promise<ImportReport> {
  const started = performance.now();
  const {
    sql,
    custodian = null,
    treatingDays = 365,
    now = () => new Date(),
    onProgress = () => {},
  } = options;
  const signal = AbortSignal.any([session.lost, ...(options.signal ? [options.signal] : [])]);
  await transact(sql, ensureMembers);
  const members = await loadMembers(sql, custodian);
  const tally = new Tally(options.onEntry);
  const runId = await beginRun(sql, members, options.requester);
  const quarantine = new Quarantine(sql, runId, tally);
  await session.use(createStaging);
  const reading = (done: number) => onProgress({ phase: 'read', done, total: null });
  const total = await session.use((staging) =>
    stage({ session: staging, inputs, tally, quarantine, signal, onProgress: reading }),
  );
  await session.use((staging) => takeOutDuplicates(staging, inputs, quarantine, tally));
  const written = new Set<string>();
  const steps = async (transaction: Transact) => {
    let done = 0;
    for (const step of STEPS) {
      const advance = (rows: number) => {
        done += rows;
        onProgress({ phase: step.type, done, total });
      };
      await runStep(step, {
        ...{ transact: transaction, session, now, inputs, tally, quarantine, signal },
        context: { members, treatingDays },
        onProgress: advance,
        onWritten: (patient) => {
          if (options.requester !== undefined) written.add(patient);
        },
      });
    }
  };
  const whole = options.atomic === true ? await allOrNothing(session, steps, tally) : true;
  if (options.atomic !== true) await steps((work) => transact(sql, work));
  await quarantine.flush();
  const report = tally.report(Math.round(performance.now() - started) / 1000, whole);
  await endRun(sql, runId, report, options.requester, whole ? [...written] : []);
  return report;
}

/**
 * Takes everything in by one transaction of the session, which alone sees it until it ends.
 *
 * @returns false when something was refused, and nothing of it all was kept
 */
async function allOrNothing(
  session: Connection,
  steps: (transact: Transact) => Promise<void>,
  tally: Tally,
): Promise<boolean> {
  if (tally.refused > 0) return false;
  await session.use((sql) => sql.unsafe('begin'));
  try {
    await steps((work) => session.use(work));
    const { command } = await session.use((sql) => sql.unsafe(tally.refused > 0 ? 'rollback' : 'commit'));
    return command === 'COMMIT';
  } catch (error) {
    await session.use((sql) => sql.unsafe('rollback')).catch(() => {});
    throw error;
  }
}

/** Puts the run on record, and the logs that its versions will go to. */
async function beginRun(sql: Sql, members: Members, requester?: Requester): Promise<string> {
  return transact(sql, async (transaction) => {
    const logs = members.slugs.map((slug) => ({ name: memberLog(slug), organization: slug }));
    await transaction`
      insert into provenance.log (name, organization)
      select name, organization from json_to_recordset(${JSON.stringify(logs)}::text::json) as log(name text, organization text)
      on conflict (name) do nothing`;
    const [row] = await transaction<{ id: string }[]>`
      insert into intake.run (source, requester) values (${members.source}, ${requester?.subject ?? null}) returning id`;
    if (row === undefined) throw new Error('the run was not put on record');
    return row.id;
  });
}

/** The run's counts stay, and the event of who sent it in; the refusals are in `intake.quarantine`. */
async function endRun(
  sql: Sql,
  run: string,
  { resources, notHeld, unresolved, seconds, kept }: ImportReport,
  requester: Requester | undefined,
  patients: readonly string[],
): Promise<void> {
  const report = JSON.stringify({ resources, notHeld, unresolved, seconds, kept });
  await transact(sql, async (transaction) => {
    await transaction`
      update intake.run set finished_at = now(), report = ${report}::text::jsonb where id = ${run}`;
    if (requester !== undefined)
      await recordIntake(transaction, requester, { patients, outcome: kept ? 'PERMITTED' : 'REFUSED' });
  });
}
