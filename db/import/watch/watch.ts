import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ImportOptions, importInputs } from '../import.ts';
import { ImportError } from '../import-error.ts';
import type { ImportReport } from '../result.ts';
import { fileInput } from '../source/files.ts';
import { lookInto, Settling, type StandingFile } from './folder-look.ts';
import { TakenFiles } from './taken-files.ts';

/** Milliseconds between two looks. */
const INTERVAL = 2_000;

export interface WatchOptions
  extends Pick<ImportOptions, 'sql' | 'custodian' | 'treatingDays' | 'onProgress' | 'now'> {
  /** Ends the watch; an import under way ends between two batches, and the next watch completes it. */
  readonly signal: AbortSignal;
  readonly interval?: number;
  /** Called after each import with what it did, and how many files wait for records that are not here yet. */
  readonly onReport: (report: ImportReport, waiting: number) => void;
}

/**
 * Takes in what comes into a folder, until the signal ends it: each file once as it stands, when it has not changed between
 * two looks. Files that came together are one import, so that they may refer to each other. A file with references to what is
 * not held yet is tried again with whatever comes next.
 *
 * @throws ImportError NO_SUCH_PATH, UNKNOWN_CUSTODIAN
 */
export async function watchFolder(folder: string, options: WatchOptions): Promise<void> {
  const { sql, custodian = null, signal, interval = INTERVAL } = options;
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true)
    throw new ImportError('NO_SUCH_PATH', `There is no folder ${folder} to watch.`);
  const settling = new Settling();
  const taken = new TakenFiles(sql, custodian ?? 'spread');
  let waiting: readonly StandingFile[] = [];
  while (!signal.aborted) {
    const settled = await taken.without(settling.settled(await lookInto(folder)));
    // What waits and was changed or taken away meanwhile is not the same file any more.
    const tried = new Set(waiting.map(({ digest }) => digest));
    if (settled.some(({ digest }) => !tried.has(digest))) {
      const report = await importSettled(settled, options);
      if (report !== null) {
        waiting = unresolvedOf(settled, report);
        const again = new Set(waiting);
        await taken.add(settled.filter((file) => !again.has(file)));
        options.onReport(report, waiting.length);
      }
    }
    await sleep(interval, undefined, { signal }).catch(() => {});
  }
}

/** Null when it could not be done now: another import runs, or the watch ends. */
async function importSettled(
  files: readonly StandingFile[],
  { interval: _, onReport: __, ...options }: WatchOptions,
): Promise<ImportReport | null> {
  try {
    const inputs = files.map(({ path }) => fileInput(path));
    return await importInputs(inputs, options);
  } catch (error) {
    if (options.signal.aborted) return null;
    if (error instanceof ImportError && error.code === 'ALREADY_RUNNING') return null;
    throw error;
  }
}

/** The files that refer to what is not held. */
function unresolvedOf(files: readonly StandingFile[], { quarantine }: ImportReport): readonly StandingFile[] {
  const open = quarantine.filter(({ reason }) => reason.startsWith('UNRESOLVABLE_REFERENCE'));
  const names = new Set(open.map(({ file }) => file));
  return files.filter(({ path }) => names.has(path));
}
