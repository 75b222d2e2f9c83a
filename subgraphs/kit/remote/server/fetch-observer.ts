import type { FetchMetrics } from '../../observe/metrics/fetch-metrics.ts';
import type { Observers } from '../../observe/observers.ts';
import type { Span } from '../../request/span.ts';

export type FetchObservers = Observers<FetchMetrics>;

/** One fetch as log, metrics and trace of the subgraph see it: begun when its context is known to count. */
export class FetchObserver {
  readonly span: Span | undefined;
  readonly #observers: FetchObservers;
  readonly #about: { readonly request: string; readonly tier: string };
  readonly #start = performance.now();

  /** @param traceparent - of the hub's fetch (W3C Trace Context) */
  constructor(
    observers: FetchObservers,
    about: { readonly request: string; readonly tier: string },
    traceparent: unknown,
  ) {
    this.#observers = observers;
    this.#about = about;
    this.span = observers.tracer?.begin('fetch', typeof traceparent === 'string' ? traceparent : undefined);
  }

  end(outcome: 'answered' | 'failed' | 'abandoned', failure?: unknown): void {
    const { logger, metrics } = this.#observers;
    const milliseconds = performance.now() - this.#start;
    metrics?.ended(this.#about.tier, outcome, milliseconds / 1000);
    this.span?.end(failure);
    logger.info({ ...this.#about, outcome, milliseconds: Math.round(milliseconds) }, 'a fetch has ended');
  }
}
