/** When waiting versions become a checkpoint. */
export interface BatchTiming {
  /** Versions that make a batch at once. */
  readonly versions: number;
  /** Milliseconds that a version waits for others at most. */
  readonly delay: number;
}

/** Whether to close a batch now. `since`: when versions were first seen waiting, in milliseconds; null: none seen. */
export function batchDue(waiting: number, since: number | null, now: number, timing: BatchTiming): boolean {
  if (waiting === 0) return false;
  return waiting >= timing.versions || (since !== null && now - since >= timing.delay);
}
