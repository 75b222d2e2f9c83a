import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const readyLine = z.object({ ready: z.record(z.string(), z.unknown()) });

interface ChildOptions {
  /** Of Node. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process of the product, started as its launcher would: configuration in, `ready` out, ended by closing its input. */
export class TestChild {
  readonly #process: ChildProcess;
  readonly ready: Readonly<Record<string, unknown>>;
  /** What it wrote to standard error so far. */
  readonly log: string[];

  private constructor(child: ChildProcess, ready: Readonly<Record<string, unknown>>, log: string[]) {
    this.#process = child;
    this.ready = ready;
    this.log = log;
  }

  static async start(
    entry: string,
    configuration: unknown,
    { flags = [], environment = {} }: ChildOptions = {},
  ): Promise<TestChild> {
    const child = spawn(process.execPath, ['--no-deprecation', ...flags, entry], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const log: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
    child.stdin.on('error', () => {}); // a child that died at once shows by its exit
    child.stdin.write(`${JSON.stringify(configuration)}\n`);
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
      once(child, 'exit').then(() => null),
    ]);
    if (line === null) {
      await new Promise((resolve) => setTimeout(resolve, 50)); // its last words
      throw new Error(`${entry} ended while starting:\n${log.join('\n')}`);
    }
    return new TestChild(child, readyLine.parse(JSON.parse(line)).ready, log);
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.stdin?.end();
    await once(this.#process, 'exit');
  }

  /** Ends it without a chance to do anything more. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'exit');
  }
}
