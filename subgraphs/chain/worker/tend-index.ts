import { randomUUID } from 'node:crypto';
import type { Pool } from '@caretrail/db/provenance';
import { indexBlocks } from '../indexer/indexer.ts';
import { LedgerDiffers } from '../indexer/store-block.ts';
import { type Ledger, LedgerError } from '../ledger/index.ts';
import { backoff } from '../outbox/backoff.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** What keeping the index needs. */
export interface IndexTenderOptions {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}

/** Follows the channel until the signal, reopening after failures from where the database stands. */
export async function tendIndex({ pool, ledger, timing, log, signal }: IndexTenderOptions): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const job = randomUUID();
    try {
      await indexBlocks({ pool, ledger, signal, onBlock: () => (failures = 0) });
    } catch (error) {
      if (signal.aborted) return;
      failures++;
      if (isAlarming(error))
        log.error({ job, err: error, alarm: 'LEDGER_DIFFERS' }, 'the ledger is not the one that was indexed');
      else log.warn({ job, err: error }, 'blocks cannot be read now');
      await pause(backoff(failures, timing.backoff, Math.random()), signal);
    }
  }
}

function isAlarming(error: unknown): boolean {
  return error instanceof LedgerDiffers || (error instanceof LedgerError && error.code === 'UNTRUSTED');
}
