import type { Pool } from '@caretrail/db/provenance';
import type { Ledger } from '../ledger/index.ts';
import type { AnchorPort } from '../outbox/anchor.ts';
import { Breaker } from '../outbox/breaker.ts';
import type { CallPort } from '../outbox/submit-call.ts';
import type { WorkerLog } from './log.ts';
import { type LogState, readLogs } from './logs.ts';
import { pause } from './pause.ts';
import { type AnchorProgress, anchorProgress } from './progress.ts';
import { tendCalls } from './tend-calls.ts';
import { tendFeed } from './tend-feed.ts';
import { tendIndex } from './tend-index.ts';
import { LogTender } from './tend-log.ts';
import { DEFAULT_TIMING, type WorkerTiming } from './timing.ts';

/** How long a stop waits for steps under way, in milliseconds; what is cut off is continued by the next start. */
const STOP_WITHIN = 2000;

/** What the worker runs with. */
export interface WorkerOptions {
  /** Connections as the worker's login; the caller ends them after the worker has stopped. */
  readonly pool: Pool;
  /** A port to the ledger for each member whose logs this deployment submits, by slug; the worker closes them. */
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly log: WorkerLog;
  /** Stops the worker. */
  readonly signal: AbortSignal;
  readonly timing?: WorkerTiming;
  readonly onStep?: AnchorPort['onStep'];
  readonly onCallStep?: CallPort['onStep'];
}

/** A running worker. */
export interface Worker {
  /** How far anchoring is. */
  anchored(): Promise<AnchorProgress>;
  /** Settles when all has stopped after the signal; never rejects. */
  readonly stopped: Promise<void>;
}

/**
 * Runs batcher and submitter of every log whose member has a key here, the submitter of calls to contracts, and the
 * indexer of the channel. All state is
 * in the database: a worker may be killed at any point, and several may run, though only one does useful work.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { pool, ledgers, signal } = options;
  const [indexing] = ledgers.values();
  if (!indexing) throw new RangeError('a worker needs the ledger identity of at least one member');
  const timing = options.timing ?? DEFAULT_TIMING;
  const breaker = new Breaker({ ...timing.breaker, now: () => performance.now() });
  const tasks = [
    watchLogs({ ...options, timing, breaker }),
    tendCalls({ ...options, timing, breaker, onStep: options.onCallStep ?? (() => {}) }),
    tendFeed({ pool, timing, log: options.log, signal }),
    tendIndex({ pool, ledger: indexing, timing, log: options.log, signal }),
  ];
  return { anchored: () => anchorProgress(pool), stopped: stop(tasks, ledgers, signal) };
}

async function stop(
  tasks: readonly Promise<void>[],
  ledgers: ReadonlyMap<string, Ledger>,
  signal: AbortSignal,
): Promise<void> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  const ended = new AbortController();
  const all = Promise.allSettled(tasks).then(() => ended.abort());
  await pause(STOP_WITHIN, ended.signal);
  for (const ledger of ledgers.values()) ledger.close();
  await all;
}

/** Looks which logs there are and how much waits, and gives each log of a local member a tender. */
async function watchLogs(
  options: WorkerOptions & { readonly timing: WorkerTiming; readonly breaker: Breaker },
): Promise<void> {
  const { pool, timing, breaker, log, signal } = options;
  const states = new Map<string, LogState>();
  const tenders = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      for (const state of await readLogs(pool, timing.batch.versions)) states.set(state.name, state);
    } catch (error) {
      log.warn({ err: error }, 'the database does not answer');
    }
    for (const { name, organization } of states.values()) {
      const ledger = options.ledgers.get(organization);
      if (tenders.has(name) || !ledger) continue;
      const port = {
        sql: pool,
        ledger,
        decideWithin: timing.decideWithin,
        onStep: options.onStep ?? (() => {}),
      };
      const waiting = () => states.get(name)?.waiting ?? 0;
      tenders.set(name, new LogTender({ name, pool, port, breaker, timing, log, signal, waiting }).run());
    }
    await pause(timing.poll, signal);
  }
  await Promise.all(tenders.values());
}
