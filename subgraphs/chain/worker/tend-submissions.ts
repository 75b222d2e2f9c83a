import type { Pool } from '@caretrail/db/provenance';
import type { Effects } from '@caretrail/db/submission';
import { settle } from '../outbox/settle.ts';
import type { Submission, WaitingLane } from '../outbox/submission.ts';
import { noteSubmission, reasonOfOutcome, type WaitReason } from '../outbox/wait-reason.ts';
import type { WritePort } from '../outbox/write.ts';
import { type SubmissionOutcome, writeSubmission } from '../outbox/write-submission.ts';
import type { LaneWork, Pace } from './lane-rounds.ts';
import type { WorkerLog } from './log.ts';
import { REFUSALS_THAT_STAND } from './refusals.ts';

/** One worker writes all lanes of a member: lanes may be as many as patients' keys, and locks have a bound. */
export const submissionsClaim = ({ organization }: WaitingLane): string => `call/${organization}`;

/** What tending the submissions of one lane needs. */
export interface SubmissionTenderOptions {
  readonly waiting: WaitingLane;
  readonly port: WritePort & { readonly sql: Pool };
  readonly effects: Effects;
  readonly log: WorkerLog;
}

/** Writes the submissions of one lane, one after another, until none waits. */
export class SubmissionTender implements LaneWork {
  readonly lane: string;
  readonly claim: string;
  readonly #options: SubmissionTenderOptions;
  #refusals = 0;

  constructor(options: SubmissionTenderOptions) {
    this.#options = options;
    this.lane = options.waiting.lane;
    this.claim = submissionsClaim(options.waiting);
  }

  async round(job: string): Promise<Pace> {
    const { port, effects, waiting } = this.#options;
    return this.#follow(await writeSubmission(port, effects, waiting), job);
  }

  note(reason: WaitReason): Promise<void> {
    return noteSubmission(this.#options.port.sql, this, reason);
  }

  async #follow(outcome: SubmissionOutcome, job: string): Promise<Pace> {
    const { log } = this.#options;
    if (outcome.state !== 'REFUSED') this.#refusals = 0;
    switch (outcome.state) {
      case 'IDLE':
        return 'end';
      case 'VALID': {
        const { number, call } = outcome.submission;
        log.info({ job, lane: this.lane, number, call, transaction: outcome.transaction }, 'submitted');
        return 'again';
      }
      case 'INVALID':
        this.#tell(outcome.submission, outcome.validation, job);
        return 'again';
      case 'OVERTAKEN':
        await this.note(reasonOfOutcome({ ...outcome, state: 'INVALID', transaction: '' }));
        return 'later';
      case 'REFUSED':
        if (++this.#refusals < REFUSALS_THAT_STAND) {
          await this.note(reasonOfOutcome(outcome));
          return 'later';
        }
        return this.#refuse(outcome.submission, outcome.reason, job);
      case 'UNDECIDED':
        await this.note(reasonOfOutcome(outcome));
        return 'later';
    }
  }

  async #refuse(submission: Submission, code: string, job: string): Promise<Pace> {
    const { port, effects } = this.#options;
    this.#refusals = 0;
    await settle(port.sql, effects, submission, { state: 'INVALID', code });
    this.#tell(submission, code, job);
    return 'again';
  }

  /** What narrows acts although the ledger does not have it: someone should know. */
  #tell({ number, call, widens }: Submission, code: string, job: string): void {
    const fields = { job, lane: this.lane, number, call, code };
    const { log, effects } = this.#options;
    if (widens && !effects.get(call)?.narrows)
      log.warn(fields, 'the ledger does not take a submission: it stays without effect');
    else
      log.error(
        { ...fields, alarm: 'NOT_ON_LEDGER' },
        'the ledger does not take a submission that is in effect here',
      );
  }
}
