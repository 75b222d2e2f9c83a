import type { ImportProgress, ImportReport } from '@caretrail/db/import';
import { Command } from 'commander';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { readSettings } from '../launch/settings.ts';
import { type Progress, showProgress } from '../launch/system/progress.ts';
import { CommandFailure, REFUSED, WRONG_USAGE } from './failure.ts';
import { type Output, table } from './output.ts';

/** Refusals printed to a person; all of them are in the JSON report and in the database. */
const SHOWN = 20;

function words(report: ImportReport): string {
  const rows = Object.entries(report.resources).map(([type, count]) => [
    type,
    ...[count.imported, count.updated, count.unchanged, count.quarantined].map(String),
  ]);
  const notHeld = Object.entries(report.notHeld).map(([type, count]) => `${type} ${count}`);
  return [
    table([['', 'imported', 'updated', 'unchanged', 'quarantined'], ...rows]),
    ...(notHeld.length > 0 ? [`not held: ${notHeld.join(', ')}`] : []),
    ...(report.unresolved > 0 ? [`unresolved references: ${report.unresolved}`] : []),
    ...report.quarantine
      .slice(0, SHOWN)
      .map(({ file, line, resource, reason }) => `${file}:${line} ${resource ?? ''} ${reason}`),
    `${report.seconds} s`,
  ].join('\n');
}

function show(progress: Progress, { phase, done, total }: ImportProgress): void {
  if (total === null) progress.advance(`Reading ${done} resources`, 0);
  else progress.advance(`Importing ${phase}`, total === 0 ? 1 : done / total);
}

interface ImportCommandOptions {
  readonly custodian?: string;
  readonly json?: true;
  readonly watch?: true;
}

export function importCommand(open: OpenDeployment, output: Output): Command {
  return new Command('import')
    .description(
      'Bring FHIR R4 bulk NDJSON and bundles (.ndjson, .json, either as .gz; folders) into the home, running or stopped.',
    )
    .argument('<path...>', 'files and folders')
    .option('--watch', 'go on with what comes into the one folder, until Ctrl-C')
    .option(
      '--custodian <organization>',
      'slug of the hospital that keeps all of it (default: spread over the hospitals)',
    )
    .option('--json', 'print the report as JSON')
    .action(async (paths: string[], options: ImportCommandOptions) => {
      const [folder = ''] = paths;
      if (options.watch && paths.length > 1)
        throw new CommandFailure('Name one folder to watch.', WRONG_USAGE);
      const [{ connect }, { ImportError, importFhir, watchFolder }] = await Promise.all([
        import('@caretrail/db'),
        import('@caretrail/db/import'),
      ]);
      await using deployment = await open({ make: true });
      const sql = connect(deployment.importUrl, {
        max: 4,
        name: 'caretrail import',
        statementTimeout: 600_000,
        idleTimeout: 600_000,
      });
      const cancel = new AbortController();
      const onCancel = () =>
        cancel.abort(
          new CommandFailure('Cancelled: what was committed stays; the same import again completes it.'),
        );
      process.once('SIGINT', onCancel);
      try {
        const progress = showProgress(process.stderr);
        const common = {
          ...{ sql, signal: cancel.signal, custodian: options.custodian ?? null },
          treatingDays: readSettings(process.env).treatingDays,
          onProgress: (at: ImportProgress) => show(progress, at),
        };
        const answer = (report: ImportReport) => {
          progress.say('');
          output.answer(options.json ? JSON.stringify(report) : words(report));
        };
        if (!options.watch) return answer(await importFhir(paths, common));
        progress.say(`Watching ${folder}: Ctrl-C ends it.`);
        const onReport = (report: ImportReport, waiting: number) => {
          answer(report);
          if (waiting > 0) progress.say(`${waiting} files wait for records that are not here yet.`);
        };
        await watchFolder(folder, { ...common, onReport });
        progress.say('Stopped: what was committed stays, and the next watch goes on from there.');
      } catch (error) {
        if (error instanceof ImportError) throw new CommandFailure(error.message, REFUSED, { cause: error });
        throw error;
      } finally {
        process.removeListener('SIGINT', onCancel);
        await sql.end();
      }
    });
}
