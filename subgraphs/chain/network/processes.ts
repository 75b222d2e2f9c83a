import { execFile, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const STOP_WITHIN = 10_000;
const LOOK_EVERY = 25;

/** How a process is started, and started again. */
export interface ProcessPlan {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The processes of a network. They outlive the command that started them: what is known of them is in the folder, an id
 * a file. A system gives ids to others later, so a process is ours only if it also goes by the name that we gave it.
 */
export class Processes {
  readonly #ids: string;
  readonly #logs: string;

  constructor(folder: string) {
    this.#ids = join(folder, 'process');
    this.#logs = join(folder, 'log');
  }

  /** Names of the processes that were started and not stopped since, dead ones included. */
  get names(): readonly string[] {
    return existsSync(this.#ids) ? readdirSync(this.#ids).sort() : [];
  }

  start({ name, program, args, environment }: ProcessPlan): void {
    mkdirSync(this.#ids, { recursive: true });
    mkdirSync(this.#logs, { recursive: true });
    const log = openSync(join(this.#logs, `${name}.log`), 'a');
    const child = spawn(program, args, {
      argv0: this.#title(name),
      env: { ...process.env, ...environment },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    child.on('error', () => {}); // it shows as not running
    child.unref();
    if (child.pid !== undefined) writeFileSync(join(this.#ids, name), String(child.pid));
  }

  async isRunning(name: string): Promise<boolean> {
    return (await this.#running(name)) !== null;
  }

  /** Stops it in order, or at once with SIGKILL. */
  async stop(name: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const id = await this.#running(name);
    if (id !== null) {
      process.kill(id, signal);
      const late = Date.now() + STOP_WITHIN;
      while ((await this.#running(name)) !== null) {
        if (Date.now() > late) process.kill(id, 'SIGKILL');
        await wait(LOOK_EVERY);
      }
    }
    rmSync(join(this.#ids, name), { force: true });
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.names.map((name) => this.stop(name)));
  }

  /** The last words of a process. */
  lastLine(name: string): string {
    const file = join(this.#logs, `${name}.log`);
    return (existsSync(file) ? readFileSync(file, 'utf8') : '').trimEnd().split('\n').at(-1) ?? '';
  }

  #title(name: string): string {
    return join(this.#ids, name);
  }

  async #running(name: string): Promise<number | null> {
    const file = join(this.#ids, name);
    if (!existsSync(file)) return null;
    const id = Number(readFileSync(file, 'utf8'));
    // An error says that there is no such process.
    const { stdout } = await execute('ps', ['-ww', '-o', 'stat=,args=', '-p', String(id)]).catch(() => ({
      stdout: '',
    }));
    const [, state = 'Z', words = ''] = /^(\S+)\s+(.*)/.exec(stdout.trim()) ?? [];
    return !state.startsWith('Z') && `${words} `.startsWith(`${this.#title(name)} `) ? id : null;
  }
}
