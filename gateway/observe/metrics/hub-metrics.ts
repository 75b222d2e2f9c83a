import type { GraphQLFormattedError } from 'graphql';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Outcome } from './outcome.ts';

/** A request that has ended. */
interface Ended {
  /** `none` where no caller was found. */
  readonly tier: string;
  /** See `operationLabel`; `none` where there was no operation. */
  readonly operation: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** Where the hub counts what it does. Every label is one of a set that callers cannot make grow. */
export interface HubMetrics {
  ended(request: Ended): void;
  /** Counts the refusals among an answer's errors, by policy. */
  denied(tier: string, errors: readonly GraphQLFormattedError[]): void;
  /** A request was refused because the budget of its minute is spent. */
  rateLimited(tier: string): void;
  fetched(subgraph: string, seconds: number, failed: boolean): void;
  /** A subgraph's transaction and its access event are on disk. */
  committed(subgraph: string, seconds: number): void;
  streamOpened(tier: string): void;
  streamEnded(tier: string, reason: string): void;
  eventsSent(tier: string, count: number): void;
}

/** Seconds; the hub answers in 3 to 300 ms, and gives up at 30 s. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const text = (error: GraphQLFormattedError, member: string): string => {
  const value = error.extensions?.[member];
  return typeof value === 'string' ? value : 'none';
};

export function createHubMetrics(registry: Registry): HubMetrics {
  const options = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => ({
    ...{ name: `caretrail_${name}`, help, labelNames: [...labelNames] },
    registers: [registry],
  });
  const counter = <Label extends string>(name: string, help: string, ...labels: readonly Label[]) =>
    new Counter(options(name, help, labels));
  const times = <Label extends string>(name: string, help: string, ...labels: readonly Label[]) =>
    new Histogram({ ...options(name, help, labels), buckets: BUCKETS });
  const requests = counter(
    'requests_total',
    'GraphQL requests, by the tier that asked, the operation and how they ended.',
    'tier',
    'operation',
    'outcome',
  );
  const durations = times(
    'request_duration_seconds',
    'Time from a request to the end of its answer.',
    'tier',
  );
  const denials = counter(
    'denials_total',
    'Fields and rows refused to callers, by the policy that refused.',
    'tier',
    'policy',
    'code',
  );
  const limited = counter('rate_limited_total', 'Requests refused for a spent budget, by tier.', 'tier');
  const fetches = times('subgraph_fetch_duration_seconds', 'Time a subgraph took for a fetch.', 'subgraph');
  const failures = counter('subgraph_failures_total', 'Fetches that a subgraph broke off.', 'subgraph');
  const commits = times(
    'subgraph_commit_duration_seconds',
    'Time to make a request’s access event durable.',
    'subgraph',
  );
  const streams = new Gauge(options('event_streams', 'Open streams of live events.', ['tier']));
  const ends = counter('event_streams_ended_total', 'Streams that have ended, by reason.', 'tier', 'reason');
  const events = counter('events_sent_total', 'Live events sent.', 'tier');
  return {
    ended({ tier, operation, outcome, seconds }) {
      requests.inc({ tier, operation, outcome });
      durations.observe({ tier }, seconds);
    },
    denied(tier, errors) {
      for (const error of errors) {
        const policy = text(error, 'policy');
        if (policy === 'none') continue;
        // The last error of a long list stands for the rest.
        const more = Number(error.extensions?.['more'] ?? error.extensions?.['omitted'] ?? 1);
        denials.inc({ tier, policy, code: text(error, 'code') }, more);
      }
    },
    rateLimited: (tier) => limited.inc({ tier }),
    fetched(subgraph, seconds, failed) {
      fetches.observe({ subgraph }, seconds);
      if (failed) failures.inc({ subgraph });
    },
    committed: (subgraph, seconds) => commits.observe({ subgraph }, seconds),
    streamOpened: (tier) => streams.inc({ tier }),
    streamEnded(tier, reason) {
      streams.dec({ tier });
      ends.inc({ tier, reason });
    },
    eventsSent: (tier, count) => events.inc({ tier }, count),
  };
}
