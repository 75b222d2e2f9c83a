import { readFile, stat } from 'node:fs/promises';
import { type Verdict, verify } from '@caretrail/proof';
import { Command } from 'commander';
import { CommandFailure, REFUSED } from './failure.ts';
import type { Output } from './output.ts';

/** Larger than any file the format allows; spares us reading what is surely no proof. */
const LARGEST_FILE = 16 * 1024 * 1024;

async function readInput(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > LARGEST_FILE)
      throw new CommandFailure(`${path} is too large for a proof or trust file.`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof CommandFailure) throw cause;
    throw new CommandFailure(`${path} cannot be read.`, REFUSED, { cause });
  }
}

function words(verdict: Verdict): string {
  const steps = verdict.steps.map(
    ({ step, result, reason }) =>
      `  ${result === 'passed' ? '✓' : result === 'failed' ? '✗' : '·'} ${step.padEnd(14)} ${result}${result === 'failed' ? ` (${reason})` : ''}`,
  );
  const shown = verdict.ok
    ? [
        '',
        'This shows:',
        ...verdict.shows.map((line) => `  ${line}`),
        '',
        'This does not show:',
        ...verdict.doesNotShow.map((line) => `  ${line}`),
      ]
    : [];
  return [
    verdict.ok ? 'The proof holds.' : 'The proof does NOT hold.',
    ...steps,
    verdict.trust === null
      ? '  The trust file cannot be used: get one with `caretrail trust`.'
      : `  trust ${verdict.trust}`,
    ...(verdict.ok ? [`  on ${verdict.ledger}`] : []),
    ...shown,
  ].join('\n');
}

export function verifyCommand(output: Output): Command {
  return new Command('verify')
    .description('Check a proof file against a trust file; needs no server, database or ledger.')
    .argument('<file>', 'proof file')
    .requiredOption('--trust <file>', 'trust file, obtained apart from the proof (see `caretrail trust`)')
    .option('--json', 'print the verdict as JSON')
    .action(async (file: string, options: { trust: string; json?: true }) => {
      const verdict = await verify(await readInput(file), await readInput(options.trust));
      output.answer(options.json ? JSON.stringify(verdict) : words(verdict));
      if (!verdict.ok) throw new CommandFailure('The proof does not hold.');
    });
}
