import { randomUUID } from 'node:crypto';
import type { Pool } from '@caretrail/db/provenance';
import { backoff } from '../outbox/backoff.ts';
import { numberFeed, pruneFeed } from './feed.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** Days for which live events are kept, and milliseconds between two looks for older ones. */
const KEPT_DAYS = 7;
const PRUNE_EVERY = 600_000;

/** Numbers what happens, and forgets what is old, until the signal. */
export async function tendFeed(options: {
  readonly pool: Pool;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { pool, timing, log, signal } = options;
  let [failures, prunedAt] = [0, Number.NEGATIVE_INFINITY];
  while (!signal.aborted) {
    try {
      if (performance.now() - prunedAt > PRUNE_EVERY) {
        await pruneFeed(pool, KEPT_DAYS);
        prunedAt = performance.now();
      }
      const numbered = await numberFeed(pool);
      failures = 0;
      await pause(numbered > 0 ? 0 : timing.poll, signal);
    } catch (error) {
      failures++;
      log.warn({ job: randomUUID(), err: error }, 'live events cannot be numbered now');
      await pause(backoff(failures, timing.backoff, Math.random()), signal);
    }
  }
}
