import { randomUUID } from 'node:crypto';
import { raiseCaseAlerts } from '@caretrail/db/access-log';
import type { Pool } from '@caretrail/db/provenance';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** Looks how much is read under regulatory cases, until the signal; what it misses now it finds at its next look. */
export async function tendCases(options: {
  readonly pool: Pool;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { pool, timing, log, signal } = options;
  while (!signal.aborted) {
    try {
      const raised = await raiseCaseAlerts(pool);
      if (raised > 0) log.warn({ raised }, 'unusually much is read under a regulatory case');
    } catch (error) {
      log.warn({ job: randomUUID(), err: error }, 'reads under cases cannot be counted now');
    }
    await pause(timing.cases, signal);
  }
}
