import { describe, expect, it } from 'vitest';
import { showProgress } from './progress.ts';

/** An hour of work, told ten times a second. */
function anHour(isTTY: boolean): string[] {
  const written: string[] = [];
  let now = 0;
  const out = { isTTY, write: (text: string) => written.push(text) > 0 };
  const progress = showProgress(out, () => now);
  for (let step = 0; step < 36_000; step++, now += 100)
    progress.advance(`Reading ${step} resources`, step / 36_000);
  progress.say('Done.');
  return written;
}

describe('the progress of a long work', () => {
  it('is at most a line every five seconds in a log, the first at once', () => {
    const written = anHour(false);
    expect(written.slice(0, 2)).toEqual(['Reading 0 resources 0 %\n', 'Reading 50 resources 0 %\n']);
    expect(written).toHaveLength(720 + 1);
    expect(written.at(-1)).toBe('Done.\n');
  });

  it('is drawn over itself on a terminal, and taken away before a line', () => {
    const written = anHour(true);
    expect(written).toHaveLength(36_000 + 2);
    expect(written.at(-2)).toBe('\r\u001b[2K');
  });
});
