import { family, read } from './processes.ts';

/** Clock ticks of `/proc` in a second. */
const TICKS = 100;
/** Where a process's own time and that of its ended children stand behind its name: user and system of each (proc(5)). */
const [FROM, TO] = [11, 15];

/** Seconds of processor that a process and all below it have used, those that ended among them. Linux only. */
export function processorSeconds(root: number): number {
  const ticks = family(root).flatMap((pid) => {
    const stat = read(`/proc/${pid}/stat`);
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(FROM, TO)
      .map(Number);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}
