import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Milliseconds between two looks at the feed's end; one look serves all streams of a hub. */
const INTERVAL = 400;
/** Milliseconds between two questions of a stream where the hub cannot look itself. */
const ALONE = 2_000;

export interface HeadOptions {
  /** The last position that has been given; absent: this hub has no way to know, and streams ask on their own. */
  readonly read?: (() => Promise<number>) | undefined;
  readonly logger: Logger;
}

/** Tells streams when something has happened at all. It looks only while somebody waits. */
export class Head {
  readonly #options: HeadOptions;
  readonly #waiting = new Set<() => void>();
  #position = -1;
  #looking = false;
  #failing = false;

  constructor(options: HeadOptions) {
    this.#options = options;
  }

  /** The last position that was seen; take it before reading, so that nothing falls between reading and waiting. */
  get position(): number {
    return this.#position;
  }

  /** Resolves when the feed has gone beyond `position`, or with the signal. */
  beyond(position: number, signal: AbortSignal): Promise<void> {
    if (this.#position > position || signal.aborted) return Promise.resolve();
    if (!this.#options.read) return wait(ALONE, undefined, { signal }).catch(() => undefined);
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    while (this.#waiting.size > 0) {
      await wait(INTERVAL);
      const found = await this.#read();
      if (found === null || found === this.#position) continue;
      this.#position = found;
      for (const wake of [...this.#waiting]) wake();
    }
    this.#looking = false;
  }

  async #read(): Promise<number | null> {
    try {
      const position = await this.#options.read?.();
      this.#failing = false;
      return position ?? null;
    } catch (error) {
      if (!this.#failing) this.#options.logger.warn({ err: error }, 'live events cannot be looked for now');
      this.#failing = true;
      return null;
    }
  }
}
