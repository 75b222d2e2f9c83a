import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** An answer that has come to its end. */
export interface Whole {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Keeps the parts of an answer until the last has come. undici's `request` makes a stream of each, with all that a stream
 * costs, and this is wanted whole.
 */
class WholeAnswer implements Dispatcher.DispatchHandler {
  readonly #settle: { resolve(whole: Whole): void; reject(error: unknown): void };
  readonly #signal: AbortSignal;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(settle: { resolve(whole: Whole): void; reject(error: unknown): void }, signal: AbortSignal) {
    this.#settle = settle;
    this.#signal = signal;
    signal.addEventListener('abort', this.#giveUp, { once: true });
  }

  readonly #giveUp = (): void => {
    this.#controller?.abort(this.#signal.reason);
    this.#settle.reject(this.#signal.reason);
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It may have waited for a connection while its caller went.
    if (this.#signal.aborted) controller.abort(this.#signal.reason);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#giveUp);
    const [only, ...more] = this.#chunks;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#chunks);
    this.#settle.resolve({ status: this.#status, headers: this.#headers, text: bytes.toString('utf8') });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#signal.removeEventListener('abort', this.#giveUp);
    this.#settle.reject(error);
  }
}

/** Asks, and resolves with the whole answer. Rejects with what broke, or with the signal's reason once it aborts. */
export function askWhole(
  dispatcher: Dispatcher,
  question: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<Whole> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    dispatcher.dispatch(question, new WholeAnswer({ resolve, reject }, signal));
  });
}
