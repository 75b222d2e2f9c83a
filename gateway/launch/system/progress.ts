import type { WriteStream } from 'node:tty';

/** Where a start tells a person what it does: one line a stage, and how far a long one is. */
export interface Progress {
  say(line: string): void;
  /** `share` from 0 to 1. */
  advance(stage: string, share: number): void;
}

const BAR = 24;

function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${String(Math.round(share * 100)).padStart(3)} %`;
}

/** Milliseconds between two lines of one long work in a log. */
const PAUSE = 5_000;

/** Draws on a terminal; elsewhere writes a line every few seconds, so that a log stays readable. */
export function showProgress(
  out: Pick<WriteStream | NodeJS.WriteStream, 'isTTY' | 'write'>,
  clock: () => number = Date.now,
): Progress {
  let drawn = false;
  let told = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (drawn) out.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    say(line) {
      clear();
      out.write(`${line}\n`);
    },
    advance(stage, share) {
      if (out.isTTY) {
        out.write(`\r\u001b[2K${stage} ${bar(share)}`);
        drawn = true;
        return;
      }
      const now = clock();
      if (now - told < PAUSE) return;
      told = now;
      out.write(`${stage} ${Math.floor(share * 100)} %\n`);
    },
  };
}
