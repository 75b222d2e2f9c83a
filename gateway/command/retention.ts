import { Command } from 'commander';
import type { OpenDeployment } from '../launch/deployment/deployment.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

interface RetentionOptions {
  readonly apply?: boolean;
  readonly json?: boolean;
}

export function retentionCommand(open: OpenDeployment, output: Output): Command {
  return new Command('retention')
    .description(
      'Tell what the rules of CARETRAIL_RETENTION would erase now. The worker of the running system applies them every hour; this changes nothing.',
    )
    .option('--apply', 'have it erased now, and not within the hour: it cannot be undone')
    .option('--json', 'print as JSON')
    .action(async ({ apply = false, json }: RetentionOptions) => {
      await using deployment = await open();
      if (apply && !deployment.running)
        throw new CommandFailure('Records are erased by the running system: start it with `npm start`.');
      const rules = await deployment.retention(apply);
      if (json) return output.answer(JSON.stringify({ ordered: apply, rules }));
      if (rules.length === 0) return output.answer('CARETRAIL_RETENTION names no type: everything is kept.');
      for (const { type, kept, held, due, inCase } of rules)
        output.answer(
          `${type.padEnd(20)} kept ${kept.padEnd(12)} ${due} of ${held} are due${inCase > 0 ? `, ${inCase} of them held by an open case` : ''}`,
        );
      if (apply) output.answer('What is due and not held is being erased.');
    });
}
