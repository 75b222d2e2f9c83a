import { type BackoffOptions, backoff } from './backoff.ts';

/** When the breaker opens, and for how long. */
export interface BreakerOptions {
  /** Failures in a row, over all callers, after which no one calls. */
  readonly failures: number;
  /** Milliseconds until one caller may try again; longer after each try that fails. */
  readonly rest: BackoffOptions;
  /** Milliseconds of a monotonic clock: a jump of the wall clock neither opens nor closes anything. */
  readonly now: () => number;
  /** 0 (included) to 1. */
  readonly random: () => number;
}

/** The other side failed again and again; it was not called this time. */
export class BreakerOpen extends Error {
  readonly code = 'BREAKER_OPEN';
  /** Milliseconds until one caller may try. */
  readonly remaining: number;

  constructor(remaining: number) {
    super('the ledger failed repeatedly and is left alone for a while');
    this.remaining = remaining;
  }
}

/** `half-open`: the rest is over, and one call decides. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a call said about the other side; `nothing` where it may be well or not. */
export type Sign = 'well' | 'failing' | 'nothing';

/** Spares a failing ledger: after some failures in a row nobody calls for a while, then one caller tries. */
export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #openings = 0;
  /** Openings since the last success. */
  #row = 0;
  #closedUntil = 0;
  #trying = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    if (this.#row === 0) return 'closed';
    return this.#trying || this.#remaining > 0 ? 'open' : 'half-open';
  }

  /** How often it has opened, failed tries included. */
  get openings(): number {
    return this.#openings;
  }

  /** @throws BreakerOpen without calling, unless closed or, half-open, this call is the one that tries. */
  async run<Result>(call: () => Promise<Result>, judge: (outcome: Outcome<Result>) => Sign): Promise<Result> {
    if (this.state === 'open') throw new BreakerOpen(this.#remaining);
    const trying = this.state === 'half-open';
    this.#trying = trying;
    try {
      const result = await call();
      this.#learn(judge({ result }), trying);
      return result;
    } catch (error) {
      this.#learn(judge({ error }), trying);
      throw error;
    } finally {
      if (trying) this.#trying = false;
    }
  }

  get #remaining(): number {
    return Math.max(0, this.#closedUntil - this.#options.now());
  }

  #learn(sign: Sign, tried: boolean): void {
    if (sign === 'well') [this.#failures, this.#row] = [0, 0];
    if (sign !== 'failing') return;
    this.#failures++;
    // Calls that were under way when it opened fail too, and say nothing new.
    if (tried || (this.#row === 0 && this.#failures >= this.#options.failures)) this.#open();
  }

  #open(): void {
    const { rest, now, random } = this.#options;
    this.#openings++;
    this.#row++;
    this.#closedUntil = now() + backoff(this.#row, rest, random());
  }
}

/** How a call ended. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };
