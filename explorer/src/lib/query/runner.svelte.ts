import { Failure } from '../graph/failure.ts';
import { post } from '../graph/post.ts';
import { session } from '../session/session.svelte.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** Asks what somebody wrote, one question at a time. */
export class Runner {
  running = $state(false);
  outcome = $state.raw<Outcome | null>(null);
  failure = $state.raw<Failure | null>(null);
  cancelled = $state(false);
  #abort: AbortController | null = null;

  async run(text: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.running = true;
    this.cancelled = false;
    const start = performance.now();
    try {
      const body = await post(text, variables, session.asker, abort.signal);
      if (abort.signal.aborted) return;
      this.outcome = outcomeOf(body, Math.round(performance.now() - start));
      this.failure = null;
      if (this.outcome.faults.some(({ code }) => code === 'EXPIRED' || code === 'UNAUTHENTICATED'))
        session.expired = true;
    } catch (cause) {
      if (abort.signal.aborted) return;
      this.failure = cause instanceof Failure ? cause : new Failure('broken', 'unexpected', cause);
      this.outcome = null;
    } finally {
      if (this.#abort === abort) this.running = false;
    }
  }

  /** The hub stops too: it watches for callers who hang up. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.running = false;
    this.cancelled = true;
  }

  clear(): void {
    this.cancel();
    this.cancelled = false;
    this.outcome = null;
    this.failure = null;
  }
}
