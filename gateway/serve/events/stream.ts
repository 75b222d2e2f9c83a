import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Caller } from '@caretrail/kit';
import { type Changes, changeMessage, ending, heartbeat, opening, reset } from './format.ts';
import type { Head } from './head.ts';
import { type ChangeReader, StreamEnded } from './reader.ts';

/** Milliseconds. */
export interface Pace {
  /** Between two signs of life: proxies close what is silent for a minute. */
  readonly heartbeat: number;
  /** How long a client may leave what was sent unread before it is dropped. */
  readonly patience: number;
}

export interface StreamOptions {
  readonly response: ServerResponse;
  readonly reader: ChangeReader;
  readonly head: Head;
  /** The stream's end: the client has gone, or the hub closes (with a {@link StreamEnded} as the reason). */
  readonly signal: AbortSignal;
  readonly onSent: (events: number) => void;
  readonly pace: Pace;
}

/** One client's stream. It reads a page, sends it, and reads no further before that has left: nothing piles up. */
export class EventStream {
  readonly #options: StreamOptions;
  #cursor: string;

  constructor(options: StreamOptions, cursor: string) {
    this.#options = options;
    this.#cursor = cursor;
  }

  /** Runs until the stream must end; returns the code that says why. */
  async run(first: Changes, startedAt: number): Promise<string> {
    const { head, reader, signal } = this.#options;
    try {
      await this.#write(opening());
      await this.#tell(first);
      let [page, seen] = [first, startedAt];
      for (;;) {
        if (!page.more) await this.#quiet(seen);
        signal.throwIfAborted();
        seen = head.position;
        page = await reader.after(this.#cursor, signal);
        await this.#tell(page);
      }
    } catch (error) {
      return this.#end(signal.aborted ? signal.reason : error);
    }
  }

  /** Waits until something has happened, or until a sign of life is due, or the token ends. */
  async #quiet(seen: number): Promise<void> {
    const { head, reader, signal } = this.#options;
    const { expires }: Caller = await reader.caller();
    const left = expires === null ? Number.POSITIVE_INFINITY : expires * 1000 - Date.now();
    const due = Math.max(0, Math.min(this.#options.pace.heartbeat, left));
    await head.beyond(seen, AbortSignal.any([signal, AbortSignal.timeout(due)]));
  }

  async #tell(page: Changes): Promise<void> {
    this.#cursor = page.cursor;
    const text = [
      ...(page.missed ? [reset(page.cursor)] : []),
      ...page.changes.map(changeMessage),
      heartbeat(page.cursor),
    ].join('');
    await this.#write(text);
    if (page.changes.length > 0) this.#options.onSent(page.changes.length);
  }

  async #write(text: string): Promise<void> {
    const { response, signal, pace } = this.#options;
    signal.throwIfAborted();
    if (response.write(text)) return;
    const patience = AbortSignal.timeout(pace.patience);
    try {
      await once(response, 'drain', { signal: AbortSignal.any([signal, patience]) });
    } catch (error) {
      throw patience.aborted ? new StreamEnded('SLOW', 408, 'The client does not read.') : error;
    }
  }

  #end(error: unknown): string {
    const { response } = this.#options;
    const code = error instanceof StreamEnded ? error.code : 'UNAVAILABLE';
    // A client that does not read would not read this either.
    if (code === 'SLOW' || code === 'GONE') response.destroy();
    else response.end(ending(code));
    return code;
  }
}
