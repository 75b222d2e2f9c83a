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

/** Draws on a terminal; elsewhere writes a line at every quarter, so that a log stays readable. */
export function showProgress(out: WriteStream | NodeJS.WriteStream): Progress {
  let drawn = false;
  let told = '';
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
      const quarter = `${stage} ${Math.floor(share * 4) * 25} %`;
      if (quarter !== told) out.write(`${quarter}\n`);
      told = quarter;
    },
  };
}
