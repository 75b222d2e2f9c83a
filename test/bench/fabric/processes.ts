import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Program } from './layout.ts';

const execute = promisify(execFile);
const PATIENCE = 30_000;
const PAUSE = 100;

/** The official programs as processes of this bench. */
export class Processes {
  readonly #programs: string;
  readonly #folder: string;
  readonly #running: ChildProcess[] = [];

  constructor(programs: string, folder: string) {
    this.#programs = programs;
    this.#folder = folder;
  }

  async run(
    program: Program,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await execute(join(this.#programs, program), args, {
      env: { ...process.env, ...env },
      maxBuffer: 64 << 20,
    });
  }

  start(name: string, program: Program, args: readonly string[], configuration: string): void {
    const child = spawn(join(this.#programs, program), args, {
      env: { ...process.env, FABRIC_CFG_PATH: configuration, FABRIC_LOGGING_SPEC: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(this.#folder, `${name}.log`));
    child.stdout?.pipe(log);
    child.stderr?.pipe(log);
    this.#running.push(child);
  }

  async stop(): Promise<void> {
    for (const child of this.#running) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
  }
}

/** Does it again until it succeeds: a network's parts find each other by and by. */
export async function eventually<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(PAUSE);
    }
  }
}

export const answering = (url: string): Promise<void> =>
  eventually(async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  });
