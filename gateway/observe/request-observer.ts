import type { Span } from '@caretrail/kit';
import type { Observers as ObserversOf } from '@caretrail/kit/observe';
import type { GraphQLFormattedError } from 'graphql';
import type { HubMetrics } from './metrics/hub-metrics.ts';
import { operationLabel } from './metrics/operation-label.ts';
import type { Outcome } from './metrics/outcome.ts';

/** Where requests are told of. */
export type Observers = ObserversOf<HubMetrics>;

/** One request, from its first byte to its last, as log, metrics and trace see it: ids, names of ours, durations. */
export class RequestObserver {
  readonly span: Span | undefined;
  readonly #observers: Observers;
  readonly #id: string;
  readonly #start = performance.now();
  #tier = 'none';
  #operation = 'none';

  constructor(observers: Observers, id: string, traceparent: unknown) {
    this.#observers = observers;
    this.#id = id;
    const header = typeof traceparent === 'string' ? traceparent : undefined;
    this.span = observers.tracer?.begin('POST /graphql', header);
  }

  /** Who asks. */
  known(tier: string): void {
    this.#tier = tier;
  }

  /** What is asked; `hash` in hexadecimal, of the document. */
  understood(name: string | undefined, hash: string): void {
    this.#operation = operationLabel(name, hash);
  }

  end(outcome: Outcome, errors: readonly GraphQLFormattedError[] = []): void {
    const { logger, metrics } = this.#observers;
    const [tier, operation] = [this.#tier, this.#operation];
    const milliseconds = performance.now() - this.#start;
    metrics?.ended({ tier, operation, outcome, seconds: milliseconds / 1000 });
    metrics?.denied(tier, errors);
    this.span?.end(outcome === 'failed' ? new Error(outcome) : undefined);
    logger.info(
      { request: this.#id, tier, operation, outcome, milliseconds: Math.round(milliseconds) },
      'a request has ended',
    );
  }
}
