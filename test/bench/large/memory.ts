import { family, read } from './processes.ts';

const EVERY = 500;

/** Proportional: what processes share counts once. Mebibytes. */
const proportional = (pid: number): number =>
  Number(/^Pss:\s*(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;

/** Looks at the memory of a process and all below it until it is stopped; answers the most there was. Linux only. */
export function watchMemory(root: number): () => number {
  let peak = 0;
  const look = () => {
    peak = Math.max(
      peak,
      family(root).reduce((sum, pid) => sum + proportional(pid), 0),
    );
  };
  const timer = setInterval(look, EVERY);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
