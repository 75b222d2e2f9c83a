import { setTimeout as wait } from 'node:timers/promises';
import { type Plan, type Program, startProgram } from '../system/programs.ts';

/** Milliseconds before an ended program is started again. */
const PAUSE = 300;

/** A program that is started again whenever it ends, at its address, as an orchestrator does. */
export interface KeptProgram {
  readonly url: string;
  /** Null between an end and the next start. */
  pid(): number | null;
  stop(): Promise<void>;
}

export async function keepProgram(plan: Plan, port: number): Promise<KeptProgram> {
  const start = () => startProgram(plan, { PORT: String(port), CARETRAIL_LOG: 'silent' });
  let program: Program | null = await start();
  let stopping = false;
  async function keep(): Promise<void> {
    while (!stopping) {
      await program?.ended;
      program = null;
      if (stopping) return;
      await wait(PAUSE);
      // One that refuses to start is tried again: what it needs may be down itself.
      program = await start().catch(() => null);
    }
    await program?.stop();
  }
  const keeping = keep();
  return {
    url: program.url,
    pid: () => program?.child.pid ?? null,
    async stop() {
      stopping = true;
      await program?.stop();
      await keeping;
    },
  };
}
