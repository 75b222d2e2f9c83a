import { CONSENT_CLASSES, type StatedTerms } from '@caretrail/proof/consent';
import { type Command, Option } from 'commander';

/** What a decision says, as options of a command line. */
export interface TermsOptions {
  readonly deny?: true;
  readonly class?: StatedTerms['classes'];
  readonly purpose?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly dataFrom?: string;
  readonly dataUntil?: string;
  readonly except?: readonly string[];
}

/** Gives a command the options that terms are made of. */
export const withTerms = (command: Command): Command =>
  command
    .argument('[actor...]', 'slugs of members, or staff/<id>; a deny may name nobody: it is for everyone')
    .option('--deny', 'deny instead of permit')
    .addOption(new Option('--class <name...>', 'only these data (default: all)').choices(CONSENT_CLASSES))
    .option('--purpose <code...>', 'only for these purposes, such as TREAT (default: any)')
    .option('--from <date>', 'YYYY-MM-DD (default: at once)')
    .option('--until <date>', 'YYYY-MM-DD, included (default: until it is revoked)')
    .option('--data-from <date>', 'only data of this time or later')
    .option('--data-until <date>', 'only data of this time or earlier')
    .option('--except <actor...>', 'for whom the opposite holds');

const period = (start: string | undefined, end: string | undefined) =>
  start === undefined && end === undefined ? null : { start: start ?? null, end: end ?? null };

export function termsFrom(patient: string, actors: readonly string[], options: TermsOptions): StatedTerms {
  const [decision, opposite] = options.deny ? (['DENY', 'PERMIT'] as const) : (['PERMIT', 'DENY'] as const);
  const { except = [] } = options;
  return {
    ...{ patient, decision, actors, classes: options.class ?? [], purposes: options.purpose ?? [] },
    period: period(options.from, options.until),
    dataPeriod: period(options.dataFrom, options.dataUntil),
    exceptions: except.length === 0 ? [] : [{ decision: opposite, actors: except }],
  };
}
