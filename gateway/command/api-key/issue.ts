import { Command, InvalidArgumentError } from 'commander';
import { LEAST_PUBLIC_COST, MOST } from '../../launch/budget-settings.ts';
import { withApiKeys } from '../../launch/deployment/api-keys.ts';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import { CommandFailure } from '../failure.ts';
import type { Output } from '../output.ts';

interface IssueOptions {
  readonly requestsPerMinute: number;
  readonly costPerMinute: number;
  readonly expires?: Date;
  readonly json?: true;
}

const LONGEST_LABEL = 200;

const amount = (least: number) => (text: string) => {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value !== 0 && !(value >= least && value <= MOST))
    throw new InvalidArgumentError(`It is ${least} to ${MOST}, or 0 for no limit.`);
  return value;
};

/** The end of a day, in UTC. */
function day(text: string): Date {
  const end = new Date(`${text}T23:59:59.999Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    end.toISOString().slice(0, 10) !== text ||
    end.getTime() < Date.now()
  )
    throw new InvalidArgumentError('It is a day to come, such as 2031-12-31.');
  return end;
}

function label(text: string): string {
  const words = text.trim();
  if (words === '' || words.length > LONGEST_LABEL || /\p{Cc}/u.test(words))
    throw new InvalidArgumentError(`It is 1 to ${LONGEST_LABEL} characters on one line.`);
  return words;
}

export function issueCommand(open: OpenDeployment, output: Output): Command {
  return new Command('issue')
    .description('Print a new key. It is shown this once: what is kept is its SHA-256.')
    .argument('<label>', 'whose it is', label)
    .option('--requests-per-minute <number>', 'what it may ask for, at all hubs together', amount(1), 600)
    .option(
      '--cost-per-minute <number>',
      'what its questions may cost together',
      // Less than one question may cost would refuse that question for ever.
      amount(LEAST_PUBLIC_COST),
      120_000,
    )
    .option('--expires <date>', 'the last day on which it counts, in UTC; else until it is revoked', day)
    .option('--json', 'print as JSON')
    .action(async (words: string, { requestsPerMinute, costPerMinute, expires, json }: IssueOptions) => {
      const asked = {
        ...{ label: words, requests: requestsPerMinute, cost: costPerMinute },
        expires: expires ?? null,
      };
      const issued = await withApiKeys(open, process.env, (keys) => keys.issue(asked));
      if (!issued) throw new CommandFailure('There are too many keys: revoke one first.');
      if (json) return output.answer(JSON.stringify(issued));
      output.answer(issued.key);
      output.note(
        `Key ${issued.id} for ${issued.label}: send it as the header Caretrail-Key. It is not shown again; \`caretrail api-key revoke ${issued.id}\` ends it.`,
      );
    });
}
