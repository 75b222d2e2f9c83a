import { randomUUID } from 'node:crypto';
import { BEGINNING, commitEvents, type Watermark } from '@caretrail/db/access-log';
import type { Pool } from '@caretrail/db/provenance';
import { backoff } from '../outbox/backoff.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** Commits access events to the logs of their organizations, until the signal. */
export async function tendEvents(options: {
  readonly pool: Pool;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { pool, timing, log, signal } = options;
  let [failures, from] = [0, BEGINNING as Watermark];
  while (!signal.aborted) {
    try {
      const { count, next } = await commitEvents(pool, from);
      [failures, from] = [0, next];
      await pause(count > 0 ? 0 : timing.poll, signal);
    } catch (error) {
      failures++;
      log.warn({ job: randomUUID(), err: error }, 'access events cannot be committed now');
      await pause(backoff(failures, timing.backoff, Math.random()), signal);
    }
  }
}
