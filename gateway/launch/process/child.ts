import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { childEnvironment } from './environment.ts';

const readyLine = z.object({ ready: z.record(z.string(), z.unknown()) });
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
}

/**
 * A process that lives as long as our end of its standard input is open: it reads one line of configuration there,
 * answers `{"ready": …}` on standard output, and stops in order when the pipe closes, so that none outlives its launcher.
 */
export interface Child {
  readonly name: string;
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resolves with a description of the end: `exit 0`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Sends one more JSON line. */
  tell(message: unknown): void;
  stop(): Promise<void>;
}

function firstLine(child: ChildProcess, stdout: Readable, options: ChildOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new StartError(`The ${options.name} did not start in time: see ${options.logFile}.`)),
      options.readyWithin,
    );
    child.once('exit', () => {
      clearTimeout(late);
      reject(new StartError(`The ${options.name} ended while starting: see ${options.logFile}.`));
    });
    createInterface({ input: stdout }).once('line', (line) => {
      clearTimeout(late);
      resolve(line);
    });
  });
}

export async function startChild(options: ChildOptions): Promise<Child> {
  const log = openSync(options.logFile, 'a', 0o600);
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
  try {
    stdin.write(`${JSON.stringify(await options.config)}\n`);
    const ready = readyOf(await firstLine(child, stdout, options));
    stdout.resume();
    return { name: options.name, ready, ended, tell: tellOf(child), stop: () => stop(child, ended, options) };
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
