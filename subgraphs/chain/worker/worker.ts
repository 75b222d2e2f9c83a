import type { Pool } from '@caretrail/db';
import type { Effects } from '@caretrail/db/submission';
import type { Ledger } from '../ledger/index.ts';
import { Breaker, type BreakerState } from '../outbox/breaker.ts';
import type { WritePort } from '../outbox/write.ts';
import type { WorkerLog } from './log.ts';
import { pause } from './pause.ts';
import { type AnchorProgress, anchorProgress } from './progress.ts';
import { tendCases } from './tend-cases.ts';
import { type ErasingOptions, tendErasures } from './tend-erasures.ts';
import { tendEvents } from './tend-events.ts';
import { tendFeed } from './tend-feed.ts';
import { tendIndex } from './tend-index.ts';
import { DEFAULT_TIMING, type WorkerTiming } from './timing.ts';
import { watchLanes } from './watch-lanes.ts';

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
  /** What calls of contracts change here once the ledger has them. Default: none. */
  readonly effects?: Effects;
  readonly timing?: WorkerTiming;
  /** How records are erased. Default: those that are ordered, and no rule orders any. */
  readonly erasing?: ErasingOptions;
  readonly onStep?: WritePort['onStep'];
}

/** A running worker. */
export interface Worker {
  /** How far anchoring is. */
  anchored(): Promise<AnchorProgress>;
  /** Whether the ledger is called, and how often it was left alone since the start. */
  breaker(): BreakerFigures;
  /** Settles when all has stopped after the signal; never rejects. */
  readonly stopped: Promise<void>;
}

interface BreakerFigures {
  readonly state: BreakerState;
  readonly openings: number;
}

/**
 * Runs batcher and submitter of every log whose member has a key here, the submitter of those members' calls of other
 * contracts, and the indexer of the channel. All state is in the database: a worker may be killed at any point, and
 * several may run: each lane is written by one, and taken over when that one is gone.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { pool, ledgers, signal } = options;
  const [indexing] = ledgers.values();
  if (!indexing) throw new RangeError('a worker needs the ledger identity of at least one member');
  const timing = options.timing ?? DEFAULT_TIMING;
  const breaker = new Breaker({
    ...timing.breaker,
    now: () => performance.now(),
    random: Math.random,
  });
  const tasks = [
    watchLanes({ effects: new Map(), onStep: () => {}, ...options, timing, breaker }),
    tendEvents({ pool, timing, log: options.log, signal }),
    tendCases({ pool, timing, log: options.log, signal }),
    tendErasures({ pool, timing, log: options.log, signal, ...options.erasing }),
    tendFeed({ pool, timing, log: options.log, signal }),
    tendIndex({ pool, ledger: indexing, timing, log: options.log, signal }),
  ];
  return {
    anchored: () => anchorProgress(pool),
    breaker: () => ({ state: breaker.state, openings: breaker.openings }),
    stopped: stop(tasks, ledgers, signal),
  };
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
