import { execFileSync, spawnSync } from 'node:child_process';

/** Whether a program answers to `--version`. */
export const isThere = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/** Runs promtool; throws with its words where it finds a fault. */
export const promtool = (...args: readonly string[]): string =>
  execFileSync('promtool', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
