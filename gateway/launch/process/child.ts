import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { childEnvironment } from './environment.ts';
import { openLog } from './open-log.ts';

const readyLine = z.object({ ready: z.record(z.string(), z.unknown()) });
const answerLine = z.object({ answer: z.int(), value: z.unknown() });
const refusedLine = z.object({ refused: z.string() });

/** What a child is ready with; throws {@link StartError} with the line of one that refuses to start. */
function readyOf(line: string): Child['ready'] {
  const message: unknown = JSON.parse(line);
  const { success, data } = refusedLine.safeParse(message);
  if (success) throw new StartError(data.refused);
  return readyLine.parse(message).ready;
}

export interface ChildOptions {
  /** Word for people and logs: `ledger`, `hub`, … */
  readonly name: string;
  /** Absolute path of the TypeScript entry. */
  readonly entry: string;
  /**
   * Sent as one JSON line on standard input; secrets never stand on a command line. A promise lets the child load its
   * code while others are still getting ready.
   */
  readonly config: unknown;
  /** File that takes the child's standard error. */
  readonly logFile: string;
  /** Milliseconds the child may take to say that it is ready. */
  readonly readyWithin: number;
  /** Milliseconds the child may take to stop in order before it is killed. */
  readonly stopWithin: number;
  /** Whether it keeps metrics and answers when it is asked for them. */
  readonly metrics?: boolean;
}

/**
 * A process that lives as long as our end of its standard input is open: it reads one line of configuration there,
 * answers `{"ready": …}` on standard output, and stops in order when the pipe closes, so that none outlives its launcher.
 */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resolves with a description of the end: `exit 0`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Sends one more JSON line. */
  tell(message: unknown): void;
  /** Sends a question and waits for its answer; null if none comes within so many milliseconds. */
  ask(question: string, within: number): Promise<unknown>;
  stop(): Promise<void>;
}

function firstLine(child: ChildProcess, lines: Interface, options: ChildOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new StartError(`The ${options.name} did not start in time: see ${options.logFile}.`)),
      options.readyWithin,
    );
    child.once('exit', () => {
      clearTimeout(late);
      reject(new StartError(`The ${options.name} ended while starting: see ${options.logFile}.`));
    });
    lines.once('line', (line) => {
      clearTimeout(late);
      resolve(line);
    });
  });
}

/** Questions that wait for their lines; a child that says something else on standard output is not understood. */
class Questions {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #last = 0;

  constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    lines.on('line', (line) => this.#answer(line));
  }

  ask(question: string, within: number): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve) => {
      const late = setTimeout(() => settle(null), within);
      const settle = (value: unknown) => {
        clearTimeout(late);
        this.#waiting.delete(id);
        resolve(value);
      };
      this.#waiting.set(id, settle);
      this.#child.stdin?.write(`${JSON.stringify({ ask: question, id })}\n`);
    });
  }

  #answer(line: string): void {
    if (this.#waiting.size === 0 || !line.startsWith('{"answer"')) return;
    const { data } = answerLine.safeParse(JSON.parse(line));
    if (data) this.#waiting.get(data.answer)?.(data.value);
  }
}

export async function startChild(options: ChildOptions): Promise<Child> {
  const log = openLog(options.logFile);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', options.entry], {
    stdio: ['pipe', 'pipe', log],
    env: childEnvironment(process.env),
    // A terminal's Ctrl-C reaches the whole group; only the launcher may decide in which order children stop.
    detached: true,
  });
  closeSync(log);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error(`${options.name} was started without its pipes`);
  const ended = once(child, 'exit').then(([code, signal]) =>
    signal === null ? `exit ${String(code)}` : `signal ${String(signal)}`,
  );
  stdin.on('error', () => {}); // a child that is gone cannot be told anything: `ended` says so
  const lines = createInterface({ input: stdout });
  try {
    stdin.write(`${JSON.stringify(await options.config)}\n`);
    const ready = readyOf(await firstLine(child, lines, options));
    const questions = new Questions(child, lines);
    return {
      name: options.name,
      pid: child.pid ?? 0,
      ready,
      ended,
      tell: tellOf(child),
      ask: (question, within) => questions.ask(question, within),
      stop: () => stop(child, ended, options),
    };
  } catch (error) {
    await stop(child, ended, options);
    throw error;
  }
}

const tellOf = (child: ChildProcess) => (message: unknown) => {
  child.stdin?.write(`${JSON.stringify(message)}\n`);
};

async function stop(child: ChildProcess, ended: Promise<string>, options: ChildOptions): Promise<void> {
  child.stdin?.end();
  const late = setTimeout(() => child.kill('SIGKILL'), options.stopWithin);
  await ended;
  clearTimeout(late);
}
