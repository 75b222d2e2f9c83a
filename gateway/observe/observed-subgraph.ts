import type { Subgraph, SubgraphRequest } from '@caretrail/kit';
import { traced } from '@caretrail/kit';
import type { HubMetrics } from './metrics/hub-metrics.ts';

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** A subgraph whose fetches and commits are counted and traced; to the hub it is like the one inside. */
export function observedSubgraph(subgraph: Subgraph, metrics: HubMetrics | undefined): Subgraph {
  const { name } = subgraph;
  return {
    name,
    sdl: subgraph.sdl,
    ...(subgraph.foreign && { foreign: true }),
    close: () => subgraph.close(),
    open(caller, info): SubgraphRequest {
      const request = subgraph.open(caller, info);
      if (!metrics && !info.span) return request;
      return {
        async execute(document, variables) {
          const start = performance.now();
          let failed = true;
          try {
            const result = await traced(info.span, `fetch ${name}`, (span) =>
              request.execute(document, variables, span),
            );
            failed = false;
            return result;
          } finally {
            metrics?.fetched(name, secondsSince(start), failed);
          }
        },
        async commit() {
          const start = performance.now();
          await traced(info.span, `commit ${name}`, () => request.commit());
          metrics?.committed(name, secondsSince(start));
        },
        rollback: () => request.rollback(),
      };
    },
  };
}
