import type { ImportProgress, ImportReport } from '@caretrail/db/import';
import { Command } from 'commander';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { readSettings } from '../launch/settings.ts';
import { type Progress, showProgress } from '../launch/system/progress.ts';
import { CommandFailure, REFUSED } from './failure.ts';
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

export function importCommand(open: OpenDeployment, output: Output): Command {
  return new Command('import')
    .description(
      'Bring FHIR R4 bulk NDJSON (.ndjson, .ndjson.gz, folders) into the home, running or stopped.',
    )
    .argument('<path...>', 'files and folders')
    .option(
      '--custodian <organization>',
      'slug of the hospital that keeps all of it (default: spread over the hospitals)',
    )
    .option('--json', 'print the report as JSON')
    .action(async (paths: string[], options: { custodian?: string; json?: true }) => {
      const [{ connect }, { ImportError, importFhir }] = await Promise.all([
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
        const report = await importFhir(paths, {
          sql,
          custodian: options.custodian ?? null,
          treatingDays: readSettings(process.env).treatingDays,
          signal: cancel.signal,
          onProgress: (at) => show(progress, at),
        });
        progress.say('');
        output.answer(options.json ? JSON.stringify(report) : words(report));
      } catch (error) {
        if (error instanceof ImportError) throw new CommandFailure(error.message, REFUSED, { cause: error });
        throw error;
      } finally {
        process.removeListener('SIGINT', onCancel);
        await sql.end();
      }
    });
}
