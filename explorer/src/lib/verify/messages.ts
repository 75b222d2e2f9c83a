import type { Verdict } from '@caretrail/proof';

/** Files go in, a verdict comes out; nothing else passes between page and worker. */
export interface Task {
  readonly id: number;
  readonly proof: Uint8Array;
  readonly trust: Uint8Array;
}

export type Outcome =
  | { readonly id: number; readonly verdict: Verdict; readonly milliseconds: number }
  | { readonly id: number; readonly error: string };
