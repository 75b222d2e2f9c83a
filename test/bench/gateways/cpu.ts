import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly program: string;
  /** Milliseconds of CPU; Linux counts in hundredths of a second. */
  readonly used: number;
}

function read(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    return {
      pid,
      parent: Number(fields[1]),
      program: text.slice(text.indexOf('(') + 1, end),
      used: (Number(fields[11]) + Number(fields[12])) * 10,
    };
  } catch {
    return null; // it ended while we looked
  }
}

function below(root: number): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const under = (pid: number): readonly Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...under(one.pid)]);
  return [...all.filter(({ pid }) => pid === root), ...under(root)];
}

const sum = (processes: readonly Process[]): number => processes.reduce((total, { used }) => total + used, 0);

/** Milliseconds of CPU that a process and its children have used. */
export const cpuOf = (root: number): number => sum(below(root));

/** The same of all PostgreSQL processes that the bench has started. */
export const cpuOfPostgres = (): number =>
  sum(below(process.pid).filter(({ program }) => program === 'postgres'));
