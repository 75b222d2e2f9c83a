import type { BackoffOptions } from '../outbox/backoff.ts';
import type { BatchTiming } from '../outbox/batch-due.ts';
import type { ClaimTiming } from '../outbox/claims.ts';

/** All waits of the worker, in milliseconds. */
export interface WorkerTiming {
  /** Between two looks for waiting versions. */
  readonly poll: number;
  readonly batch: BatchTiming;
  /** Of logs of access events: every read brings some, so they wait longer for each other. */
  readonly accessBatch: BatchTiming;
  /** Between two looks how much is read under regulatory cases. */
  readonly cases: number;
  /** Between two looks what retention rules have come to. */
  readonly retention: number;
  /** For the ledger's decision, before the same bytes are sent again. */
  readonly decideWithin: number;
  /** After failures in a row of one log, or of the indexer. */
  readonly backoff: BackoffOptions;
  /** Failures in a row over all lanes that leave the ledger alone for `rest`. */
  readonly breaker: { readonly failures: number; readonly rest: BackoffOptions };
  /** Hold of the lanes; another worker looks every `beat` whether it can take one over. */
  readonly claim: ClaimTiming;
}

export const DEFAULT_TIMING: WorkerTiming = {
  poll: 250,
  batch: { versions: 5000, delay: 500 },
  accessBatch: { versions: 5000, delay: 5000 },
  cases: 30_000,
  retention: 3_600_000,
  decideWithin: 5000,
  backoff: { first: 200, longest: 15_000 },
  breaker: { failures: 12, rest: { first: 2000, longest: 30_000 } },
  claim: { beat: 2000, lapse: 10_000 },
};
