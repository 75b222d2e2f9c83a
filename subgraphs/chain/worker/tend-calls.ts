import type { Pool } from '@caretrail/db/provenance';
import type { Ledger } from '../ledger/index.ts';
import { backoff } from '../outbox/backoff.ts';
import type { Breaker } from '../outbox/breaker.ts';
import { pendingLanes, refuseCall } from '../outbox/stored-call.ts';
import { type CallOutcome, type CallPort, submitNext } from '../outbox/submit-call.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import type { WorkerTiming } from './timing.ts';

/** A peer that lags refuses what is right: a refusal counts once it has come this often in a row. */
const REFUSALS_THAT_COUNT = 3;

/** Lanes that are tended at once. */
const LANES = 32;

interface CallTenderOptions {
  readonly pool: Pool;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly breaker: Breaker;
  readonly timing: WorkerTiming;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
  readonly onStep: CallPort['onStep'];
}

/** Takes calls of contracts to the ledger, lanes beside each other and the calls of a lane in turn, until the signal. */
export async function tendCalls(options: CallTenderOptions): Promise<void> {
  const { pool, ledgers, timing, log, signal } = options;
  const busy = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      const lanes = await pendingLanes(pool, [...ledgers.keys()], 2 * LANES);
      for (const { lane, member } of lanes) {
        const ledger = ledgers.get(member);
        if (!ledger || busy.has(lane) || busy.size >= LANES) continue;
        busy.set(
          lane,
          tendLane(options, lane, ledger).finally(() => busy.delete(lane)),
        );
      }
    } catch (error) {
      log.warn({ err: error }, 'calls of contracts cannot be read now');
    }
    await pause(timing.poll, signal);
  }
  await Promise.all(busy.values());
}

/** Rounds of one lane until nothing waits in it, or its first call is another member's to submit. */
async function tendLane(
  { pool, breaker, timing, log, signal, onStep }: CallTenderOptions,
  lane: string,
  ledger: Ledger,
): Promise<void> {
  const port = { sql: pool, ledger, decideWithin: timing.decideWithin, onStep };
  let [failures, refusals] = [0, 0];
  while (!signal.aborted) {
    const outcome = await breaker.run(() => submitNext(port, lane)).catch(failed);
    if (outcome.state === 'IDLE' || outcome.state === 'VALID') return tell(log, outcome);
    refusals = outcome.state === 'REFUSED' ? refusals + 1 : 0;
    if (outcome.state === 'REFUSED' && refusals >= REFUSALS_THAT_COUNT) {
      await refuseCall(pool, outcome.call.id, outcome.reason).catch(failed);
      return tell(log, outcome);
    }
    failures++;
    await pause(backoff(failures, timing.backoff, Math.random()), signal);
  }

  function failed(error: unknown) {
    log.warn({ lane, err: error }, 'a call cannot be taken to the ledger now');
    return { state: 'FAILED' as const };
  }
}

function tell(log: WorkerLog, outcome: CallOutcome): void {
  if (outcome.state === 'VALID')
    log.info(
      { call: outcome.call.id, name: outcome.call.name, transaction: outcome.transaction },
      'on the ledger',
    );
  if (outcome.state === 'REFUSED')
    log.warn(
      { call: outcome.call.id, name: outcome.call.name, reason: outcome.reason },
      'the contract refuses a call',
    );
}
