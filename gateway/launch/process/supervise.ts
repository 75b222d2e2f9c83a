import { setTimeout as wait } from 'node:timers/promises';
import { type Child, type ChildOptions, startChild } from './child.ts';

/** Ends of a process that are forgiven within {@link WINDOW} milliseconds. */
const PATIENCE = 5;
const WINDOW = 60_000;
const FIRST_PAUSE = 200;

export interface SupervisedOptions extends ChildOptions {
  /** The configuration of every later start, from what the first one answered; the same one unless said otherwise. */
  readonly again?: (ready: Child['ready']) => unknown;
}

/** A child that is started again when it ends unasked. */
export interface Supervised {
  readonly name: string;
  readonly ready: Child['ready'];
  /** Tells the running child, and every later one when it has started. */
  announce(message: unknown): void;
  /** Resolves, with a sentence, when the process ended too often; never otherwise. */
  readonly lost: Promise<string>;
  /** The process as it is now: its id, null between an end and the next start, and how often it was started again. */
  state(): { readonly pid: number | null; readonly restarts: number };
  /** Its metrics as prom-client's JSON; null if it keeps none or does not tell them within so many milliseconds. */
  metrics(within: number): Promise<unknown>;
  stop(): Promise<void>;
}

export async function supervise(
  options: SupervisedOptions,
  log: (line: string) => void,
): Promise<Supervised> {
  let child = await startChild(options);
  const { ready } = child;
  const later = { ...options, config: options.again ? options.again(ready) : await options.config };
  const announced: unknown[] = [];
  let [up, restarts] = [true, 0];
  let stopping = false;
  const stopped = new AbortController();
  let giveUp: (sentence: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    giveUp = resolve;
  });

  async function revive(): Promise<void> {
    const ends: number[] = [];
    for (;;) {
      const end = await child.ended;
      up = false;
      if (stopping) return;
      const now = Date.now();
      ends.push(now);
      const recent = ends.filter((at) => now - at < WINDOW).length;
      if (recent > PATIENCE)
        return giveUp(`The ${options.name} ended ${recent} times within a minute: see ${options.logFile}.`);
      log(`The ${options.name} ended (${end}); starting it again.`);
      await wait(FIRST_PAUSE * 2 ** (recent - 1), undefined, { signal: stopped.signal }).catch(() => {});
      if (stopping) return;
      try {
        child = await startChild(later);
        [up, restarts] = [true, restarts + 1];
        for (const message of announced) child.tell(message);
      } catch {
        // `child` is still the ended one: the loop counts this try too, and goes on.
      }
    }
  }
  const reviving = revive();

  return {
    name: options.name,
    ready,
    lost,
    state: () => ({ pid: up ? child.pid : null, restarts }),
    metrics: async (within) => (up && options.metrics ? child.ask('metrics', within) : null),
    announce(message) {
      announced.push(message);
      child.tell(message);
    },
    async stop() {
      stopping = true;
      stopped.abort();
      await child.stop();
      await reviving;
    },
  };
}
