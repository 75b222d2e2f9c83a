import type { Pool } from '@caretrail/db/provenance';
import type { Effects } from '@caretrail/db/submission';
import type { Ledger } from '../ledger/index.ts';
import type { Breaker } from '../outbox/breaker.ts';
import { LaneClaims } from '../outbox/claims.ts';
import { guardedLedger } from '../outbox/guarded-ledger.ts';
import { type WaitingLane, waitingLanes } from '../outbox/submission.ts';
import type { WritePort } from '../outbox/write.ts';
import { type LaneWork, runLane } from './lane-rounds.ts';
import type { WorkerLog } from './log.ts';
import { type LogState, readLogs } from './logs.ts';
import { pause } from './pause.ts';
import { LogTender } from './tend-log.ts';
import { SubmissionTender, submissionsClaim } from './tend-submissions.ts';
import type { WorkerTiming } from './timing.ts';

/** Lanes of submissions that are looked at together. */
const LANES = 32;

export interface LaneWatchOptions {
  readonly pool: Pool;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly breaker: Breaker;
  readonly effects: Effects;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
  readonly onStep: WritePort['onStep'];
}

/** Looks which logs there are, how much waits and where, and gives each lane of a local member its work. */
export async function watchLanes(options: LaneWatchOptions): Promise<void> {
  const { pool, timing, log, signal, ledgers, breaker, effects, onStep } = options;
  const claims = new LaneClaims(pool, timing.claim);
  const guarded = new Map([...ledgers].map(([member, ledger]) => [member, guardedLedger(ledger, breaker)]));
  const logs = new Map<string, LogState>();
  const running = new Map<string, Promise<void>>();

  /** Runs what `make` makes of a port for the lane, unless it runs already or the member is none of ours. */
  const tend = (
    { lane, organization, claim }: WaitingLane & { readonly claim: string },
    make: (port: LanePort) => LaneWork,
  ) => {
    const ledger = guarded.get(organization);
    if (running.has(lane) || !ledger) return;
    const { decideWithin } = timing;
    const assertClaimed = () => claims.assert(claim);
    const work = make({ sql: pool, ledger, decideWithin, onStep, assertClaimed });
    const ended = runLane(work, { claims, timing, log, signal }).finally(() => running.delete(lane));
    running.set(lane, ended);
  };

  let lanes: readonly WaitingLane[] = [];
  while (!signal.aborted) {
    try {
      for (const state of await readLogs(pool, timing.batch.versions)) logs.set(state.name, state);
      lanes = await waitingLanes(pool, [...ledgers.keys()], LANES);
    } catch (error) {
      log.warn({ err: error }, 'the database does not answer');
    }
    for (const { name, organization } of logs.values()) {
      const waiting = () => logs.get(name)?.waiting ?? 0;
      tend(
        { lane: name, claim: name, organization },
        (port) => new LogTender({ name, pool, port, timing, log, waiting }),
      );
    }
    for (const waiting of lanes)
      tend(
        { ...waiting, claim: submissionsClaim(waiting) },
        (port) => new SubmissionTender({ waiting, port, effects, log }),
      );
    await pause(timing.poll, signal);
  }
  await Promise.all(running.values());
  await claims.close();
}

type LanePort = WritePort & { readonly sql: Pool };
