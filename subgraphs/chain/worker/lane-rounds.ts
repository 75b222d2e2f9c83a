import { randomUUID } from 'node:crypto';
import { backoff } from '../outbox/backoff.ts';
import { BreakerOpen } from '../outbox/breaker.ts';
import { type LaneClaims, LaneLost } from '../outbox/claims.ts';
import { reasonOfError, type WaitReason } from '../outbox/wait-reason.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** When the next round follows: at once, when something new may wait, after a back-off, or never. */
export type Pace = 'again' | 'poll' | 'later' | 'rest' | 'end';

/** What is done in a lane by the one worker that has claimed it. */
export interface LaneWork {
  readonly lane: string;
  /** What has to be claimed for it. */
  readonly claim: string;
  /** One round; `job` is its id for the log, so that its lines belong together. */
  round(job: string): Promise<Pace>;
  /** Keeps where people look why the lane's oldest waits. */
  note(reason: WaitReason): Promise<void>;
}

export interface LaneRoundsOptions {
  readonly claims: LaneClaims;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}

/** Runs rounds of one lane, one after another, until its work ends or the signal. Errors end a round, never the lane. */
export async function runLane(work: LaneWork, options: LaneRoundsOptions): Promise<void> {
  const { claims, timing, log, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    const job = randomUUID();
    let wait: number;
    try {
      const pace = (await claims.claim(work.claim)) ? await work.round(job) : 'standby';
      if (pace === 'end') return;
      failures = pace === 'later' ? failures + 1 : 0;
      wait = waitOf(pace, failures, timing);
    } catch (error) {
      failures++;
      log.warn({ job, lane: work.lane, err: error }, 'the lane cannot be written now');
      const reason = reasonOfError(error, new Date());
      if (reason !== null) await work.note(reason).catch(() => {}); // a note is worth no failure
      wait = waitAfter(error, failures, timing);
    }
    await pause(wait, signal);
  }
}

function waitOf(pace: Exclude<Pace, 'end'> | 'standby', failures: number, timing: WorkerTiming): number {
  switch (pace) {
    case 'again':
      return 0;
    case 'poll':
      return timing.poll;
    case 'later':
      return backoff(failures, timing.backoff, Math.random());
    case 'rest':
      return timing.backoff.longest;
    case 'standby':
      return timing.claim.beat;
  }
}

/** A lane that another worker took is looked at again soon; an open breaker is waited for, not all lanes at once. */
function waitAfter(error: unknown, failures: number, timing: WorkerTiming): number {
  if (error instanceof LaneLost) return timing.claim.beat;
  const usual = backoff(failures, timing.backoff, Math.random());
  return error instanceof BreakerOpen ? error.remaining + Math.min(usual, timing.backoff.first) : usual;
}
