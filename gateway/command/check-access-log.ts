import type { EventFinding } from '@caretrail/db/access-log';
import { Command } from 'commander';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { showProgress } from '../launch/system/progress.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

const SAID: Readonly<Record<EventFinding['state'], string>> = {
  ALTERED: 'was altered',
  DELETED: 'was deleted',
  COMMITMENT_DELETED: 'was deleted with its commitment',
  NOT_COMMITTED: 'was never committed',
};

export function checkAccessLogCommand(open: OpenDeployment, output: Output): Command {
  return new Command('check-access-log')
    .description('Compare every access event with the ledger and name each that was altered or deleted.')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: true }) => {
      await using deployment = await open();
      const progress = showProgress(process.stderr);
      const { events, matching, findings } = await deployment.checkAccessLog((share) =>
        progress.advance('Comparing access events', share),
      );
      progress.say('');
      if (options.json) output.answer(JSON.stringify({ events, matching, findings }));
      else {
        for (const { state, event, log, position } of findings)
          output.answer(
            `✗ event ${event ?? 'unknown'} ${SAID[state]}${position === null ? '' : ` (${log}, place ${position})`}`,
          );
        output.answer(
          `${events} access events, ${matching} agree with the ledger, ${findings.length} do not.`,
        );
      }
      if (findings.length > 0)
        throw new CommandFailure(
          'The access log is not as it was committed: restore the events from a backup, and find out who changed them.',
        );
    });
}
