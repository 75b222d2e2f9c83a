import { readFile } from 'node:fs/promises';

/** Bytes of a page and clock ticks of a second, as every Linux that Node runs on has them. */
const PAGE = 4096;
const TICKS = 100;

/** What a process and its children use. */
export interface ProcessFigures {
  /** Seconds of CPU so far. */
  readonly cpu: number;
  /** Bytes of memory; what children share with each other (PostgreSQL's buffers) is counted once. */
  readonly memory: number;
}

/** Fields of `/proc/<pid>/stat` from the third on: the second, the program's name, may hold spaces. */
const fieldsOf = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

async function one(pid: number): Promise<{ cpu: number; own: number; shared: number }> {
  const [stat, memory] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/statm`, 'utf8'),
  ]);
  const fields = fieldsOf(stat);
  const [, resident = 0, shared = 0] = memory.split(' ').map(Number);
  // utime, stime, and those of children that have ended (fields 14 to 17).
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { cpu: ticks / TICKS, own: (resident - shared) * PAGE, shared: shared * PAGE };
}

async function children(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const direct = text.split(' ').filter(Boolean).map(Number);
  const below = await Promise.all(direct.map(children));
  return [...direct, ...below.flat()];
}

/** Null where there is no such process any more, or no `/proc`. */
export async function processFigures(pid: number): Promise<ProcessFigures | null> {
  const tree = [pid, ...(await children(pid))];
  const read = await Promise.all(tree.map((each) => one(each).catch(() => null)));
  const found = read.filter((figures) => figures !== null);
  if (read[0] === null || found.length === 0) return null;
  return {
    cpu: found.reduce((sum, { cpu }) => sum + cpu, 0),
    memory: found.reduce((sum, { own }) => sum + own, 0) + Math.max(...found.map(({ shared }) => shared)),
  };
}
