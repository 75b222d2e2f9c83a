import { randomUUID } from 'node:crypto';
import type { Pool } from '@caretrail/db';
import { eraseOrdered, orderDue, type RetentionRules } from '@caretrail/db/erasure';
import { backoff } from '../outbox/backoff.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

export interface ErasingOptions {
  /** How long records are kept, by type. Default: no rule. */
  readonly retention?: RetentionRules;
  /** Days after an encounter for which its member still treats. Default: 365. */
  readonly treatingDays?: number;
}

const NO_RULES: RetentionRules = new Map();

/** Erases what is ordered, and orders what retention rules say, until the signal. */
export async function tendErasures({
  pool,
  timing,
  log,
  signal,
  retention = NO_RULES,
  treatingDays = 365,
}: ErasingOptions & {
  readonly pool: Pool;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}): Promise<void> {
  let [failures, looked] = [0, Number.NEGATIVE_INFINITY];
  while (!signal.aborted) {
    try {
      if (performance.now() - looked > timing.retention) {
        const due = await orderDue(pool, retention);
        if (due > 0) log.info({ due }, 'records have reached the end of their retention');
        // Where many are due, the next look is the next round's.
        else looked = performance.now();
      }
      const erased = await eraseOrdered(pool, { treatingDays });
      failures = 0;
      if (erased > 0) log.info({ erased }, 'records were erased');
      await pause(erased > 0 ? 0 : timing.poll, signal);
    } catch (error) {
      failures++;
      log.warn({ job: randomUUID(), err: error }, 'records cannot be erased now');
      await pause(backoff(failures, timing.backoff, Math.random()), signal);
    }
  }
}
