import { Counter, Histogram, type Registry } from 'prom-client';

/** Seconds; a fetch takes 2 to 100 ms, and is given up at 30 s. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Where a subgraph in a process of its own counts what hubs ask of it. Labels are ours and few. */
export interface FetchMetrics {
  ended(tier: string, outcome: 'answered' | 'failed' | 'abandoned', seconds: number): void;
  /** A request without a context that counts; `fault` as the log tells it. */
  refused(fault: string): void;
}

export function createFetchMetrics(registry: Registry): FetchMetrics {
  const fetches = new Counter({
    name: 'caretrail_fetches_total',
    help: 'Fetches of hubs, by the tier they were for and how they ended.',
    labelNames: ['tier', 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'caretrail_fetch_duration_seconds',
    help: 'Time from a fetch whose context counts to the end of its answer, access event included.',
    labelNames: ['tier'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'caretrail_contexts_refused_total',
    help: 'Requests without a caller context that counts, by what was wrong with it.',
    labelNames: ['fault'],
    registers: [registry],
  });
  return {
    ended(tier, outcome, seconds) {
      fetches.inc({ tier, outcome });
      durations.observe({ tier }, seconds);
    },
    refused: (fault) => refusals.inc({ fault }),
  };
}
