import { extendLog, type Pool } from '@caretrail/db/provenance';
import { isAccessLog } from '@caretrail/proof';
import { type AnchorOutcome, anchorNext, stopLog } from '../outbox/anchor.ts';
import { batchDue } from '../outbox/batch-due.ts';
import { noteCheckpoint, reasonOfOutcome, type WaitReason } from '../outbox/wait-reason.ts';
import type { WritePort } from '../outbox/write.ts';
import type { LaneWork, Pace } from './lane-rounds.ts';
import type { WorkerLog } from './log.ts';
import { REFUSALS_THAT_STAND } from './refusals.ts';
import type { WorkerTiming } from './timing.ts';

/** What tending one log needs. */
export interface LogTenderOptions {
  readonly name: string;
  readonly pool: Pool;
  readonly port: WritePort;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  /** Versions of the log without a place, as last seen. */
  readonly waiting: () => number;
}

/** Closes batches of one log and anchors their checkpoints, one after another. */
export class LogTender implements LaneWork {
  readonly lane: string;
  readonly claim: string;
  readonly #options: LogTenderOptions;
  #refusals = 0;
  #waitingSince: number | null = null;
  #stopReported = false;
  /** The last round found nothing to anchor, so there is nothing until versions wait. */
  #idle = false;

  constructor(options: LogTenderOptions) {
    this.#options = options;
    this.lane = options.name;
    this.claim = options.name;
  }

  async round(job: string): Promise<Pace> {
    const { port, waiting } = this.#options;
    if (this.#idle && waiting() === 0) return 'poll';
    return this.#follow(await anchorNext(port, this.lane), job);
  }

  note(reason: WaitReason): Promise<void> {
    return noteCheckpoint(this.#options.pool, this.lane, reason);
  }

  async #follow(outcome: AnchorOutcome, job: string): Promise<Pace> {
    const { name, log, pool } = this.#options;
    if (outcome.state !== 'REFUSED') this.#refusals = 0;
    this.#idle = false;
    switch (outcome.state) {
      case 'IDLE':
        this.#idle = !(await this.#closeBatch(job));
        return this.#idle ? 'poll' : 'again';
      case 'ANCHORED':
        log.info(
          { job, log: name, size: outcome.checkpoint.size, transaction: outcome.transaction },
          'anchored',
        );
        return 'again';
      case 'STOPPED':
        if (!this.#stopReported)
          log.error(
            {
              job,
              log: name,
              size: outcome.checkpoint.size,
              reason: outcome.reason,
              alarm: 'LOG_STOPPED',
            },
            'the ledger refused a checkpoint: nothing of this log is anchored until someone has looked',
          );
        this.#stopReported = true;
        return 'rest';
      case 'REFUSED':
        if (++this.#refusals >= REFUSALS_THAT_STAND)
          return this.#follow(await stopLog(pool, outcome.checkpoint, outcome.reason), job);
        await this.note(reasonOfOutcome(outcome));
        return 'later';
      case 'INVALID':
      case 'UNDECIDED':
        log.warn(
          { job, log: name, state: outcome.state, transaction: outcome.transaction },
          'sent, but not anchored yet',
        );
        await this.note(reasonOfOutcome(outcome));
        return 'later';
    }
  }

  async #closeBatch(job: string): Promise<boolean> {
    const { name, pool, timing, log } = this.#options;
    const [waiting, now] = [this.#options.waiting(), performance.now()];
    this.#waitingSince = waiting === 0 ? null : (this.#waitingSince ?? now);
    const batching = isAccessLog(name) ? timing.accessBatch : timing.batch;
    if (!batchDue(waiting, this.#waitingSince, now, batching)) return false;
    this.#waitingSince = null;
    const batch = await pool.begin((sql) => extendLog(sql, name));
    if (batch.state === 'GROWN')
      log.info({ job, log: name, size: batch.size, versions: batch.versions }, 'checkpoint');
    return batch.state === 'GROWN';
  }
}
