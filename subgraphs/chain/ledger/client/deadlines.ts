/** Milliseconds that the calls of a ledger may take. */
export interface Deadlines {
  readonly evaluate: number;
  readonly endorse: number;
  readonly submit: number;
  readonly receipt: number;
  /** After so long without a block a stream is opened again: a stuck one is as silent as an idle ledger's. */
  readonly silence: number;
}

export const DEFAULT_DEADLINES: Deadlines = {
  evaluate: 10_000,
  endorse: 20_000,
  submit: 10_000,
  receipt: 10_000,
  silence: 30_000,
};

/** gRPC call options for a deadline so many milliseconds from now. */
export const within = (milliseconds: number) => ({ deadline: Date.now() + milliseconds });
