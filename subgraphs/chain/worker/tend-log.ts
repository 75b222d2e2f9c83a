import { randomUUID } from 'node:crypto';
import { extendLog, type Pool } from '@caretrail/db/provenance';
import { type AnchorOutcome, type AnchorPort, anchorNext, stopLog } from '../outbox/anchor.ts';
import { backoff } from '../outbox/backoff.ts';
import { batchDue } from '../outbox/batch-due.ts';
import type { Breaker } from '../outbox/breaker.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** A peer that lags refuses what is right: a refusal counts once it has come this often in a row. */
const REFUSALS_THAT_STOP = 3;

/** What tending one log needs. */
export interface LogTenderOptions {
  readonly name: string;
  readonly pool: Pool;
  readonly port: AnchorPort;
  readonly breaker: Breaker;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
  /** Versions of the log without a place, as last seen. */
  readonly waiting: () => number;
}

/** Closes batches of one log and anchors their checkpoints, one after another, until the signal. */
export class LogTender {
  readonly #options: LogTenderOptions;
  #failures = 0;
  #refusals = 0;
  #waitingSince: number | null = null;
  #stopReported = false;
  /** Id of the round under way, for the log: its lines belong together. */
  #job = '';
  /** The last round found nothing to anchor, so there is nothing until versions wait. */
  #idle = false;

  constructor(options: LogTenderOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      this.#job = randomUUID();
      await pause(await this.#round(), signal);
    }
  }

  /** One step; answers how many milliseconds to wait before the next. */
  async #round(): Promise<number> {
    const { name, log, breaker, port, timing, waiting } = this.#options;
    if (this.#idle && waiting() === 0) return timing.poll;
    try {
      return await this.#follow(await breaker.run(() => anchorNext(port, name)));
    } catch (error) {
      log.warn({ job: this.#job, log: name, err: error }, 'the log cannot be anchored now');
      return this.#backoff();
    }
  }

  async #follow(outcome: AnchorOutcome): Promise<number> {
    const { name, log, timing, pool } = this.#options;
    if (outcome.state !== 'REFUSED') this.#refusals = 0;
    this.#idle = false;
    switch (outcome.state) {
      case 'IDLE':
        this.#failures = 0;
        this.#idle = !(await this.#closeBatch());
        return this.#idle ? timing.poll : 0;
      case 'ANCHORED':
        this.#failures = 0;
        log.info(
          { job: this.#job, log: name, size: outcome.checkpoint.size, transaction: outcome.transaction },
          'anchored',
        );
        return 0;
      case 'REFUSED':
        if (++this.#refusals < REFUSALS_THAT_STOP) return this.#backoff();
        return this.#follow(await stopLog(pool, outcome.checkpoint, outcome.reason));
      case 'STOPPED':
        if (!this.#stopReported)
          log.error(
            {
              job: this.#job,
              log: name,
              size: outcome.checkpoint.size,
              reason: outcome.reason,
              alarm: 'LOG_STOPPED',
            },
            'the ledger refused a checkpoint: nothing of this log is anchored until someone has looked',
          );
        this.#stopReported = true;
        return timing.backoff.longest;
      case 'INVALID':
      case 'UNDECIDED':
        log.warn({ job: this.#job, log: name, ...outcome }, 'sent, but not anchored yet');
        return this.#backoff();
    }
  }

  async #closeBatch(): Promise<boolean> {
    const { name, pool, timing, log } = this.#options;
    const [waiting, now] = [this.#options.waiting(), performance.now()];
    this.#waitingSince = waiting === 0 ? null : (this.#waitingSince ?? now);
    if (!batchDue(waiting, this.#waitingSince, now, timing.batch)) return false;
    this.#waitingSince = null;
    const batch = await pool.begin((sql) => extendLog(sql, name));
    if (batch.state === 'GROWN')
      log.info({ job: this.#job, log: name, size: batch.size, versions: batch.versions }, 'checkpoint');
    return batch.state === 'GROWN';
  }

  #backoff(): number {
    this.#failures++;
    return backoff(this.#failures, this.#options.timing.backoff, Math.random());
  }
}
