import { BadInput } from '@caretrail/kit';

const MOST_CHARACTERS = 2000;

/** What a reviewer says of what they found; null where there is nothing to say. What was not justified is explained. */
export function checkedFinding(outcome: string, text: string | null | undefined): string | null {
  const finding = text?.trim() ?? '';
  if (finding.length > MOST_CHARACTERS)
    throw new BadInput(`A finding has at most ${MOST_CHARACTERS} characters.`);
  if (outcome === 'UNJUSTIFIED' && finding === '')
    throw new BadInput('Say in `finding` what was not justified about it.');
  return finding === '' ? null : finding;
}
