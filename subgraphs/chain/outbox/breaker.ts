/** When the breaker opens, and for how long. */
export interface BreakerOptions {
  /** Failures in a row, over all callers, after which no one calls. */
  readonly failures: number;
  /** Milliseconds until one caller may try again. */
  readonly rest: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** The other side failed again and again; it was not called this time. */
export class BreakerOpen extends Error {
  readonly code = 'BREAKER_OPEN';
}

/** Spares a failing ledger: after some failures in a row nobody calls for a while, then one caller tries. */
export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #closedUntil = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#failures >= this.#options.failures && this.#options.now() < this.#closedUntil;
  }

  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.isOpen) throw new BreakerOpen('the ledger failed repeatedly and is left alone for a while');
    const trial = this.#failures >= this.#options.failures;
    if (trial) this.#rest();
    try {
      const result = await call();
      this.#failures = 0;
      return result;
    } catch (error) {
      this.#failures++;
      this.#rest();
      throw error;
    }
  }

  /** From here others are kept away, so that a trial is made by one. */
  #rest(): void {
    this.#closedUntil = this.#options.now() + this.#options.rest;
  }
}
