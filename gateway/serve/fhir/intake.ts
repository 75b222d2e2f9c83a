import type { Caller } from '@caretrail/kit';

/** A Bundle to take in, with who sends it. */
export interface IntakeRequest {
  /** The JSON text of the Bundle. */
  readonly bytes: Uint8Array;
  /** Everything or nothing (FHIR `transaction`). */
  readonly atomic: boolean;
  readonly caller: Caller;
  /** Policy that admits the caller. */
  readonly policy: string;
  /** Correlation id. */
  readonly request: string;
  readonly signal: AbortSignal;
}

/** What became of one entry, by its number from 1; 0 is the Bundle as a whole. */
export interface IntakeOutcome {
  readonly entry: number;
  readonly type: string;
  readonly status: 'imported' | 'updated' | 'unchanged' | 'not-held' | 'refused';
  /** Id of the record that it made or is part of. */
  readonly record: string | null;
  /** Of a refusal: a code, what it means, and the path of the element; never a value. */
  readonly reason: string | null;
}

export type IntakeAnswer =
  /** `kept` is false when something was refused and nothing was taken in for it. */
  | { readonly kind: 'done'; readonly kept: boolean; readonly outcomes: readonly IntakeOutcome[] }
  /** The caller sends too much; seconds until it may go on. */
  | { readonly kind: 'limited'; readonly seconds: number }
  /** Another import is under way, and as many wait for it as may. */
  | { readonly kind: 'busy'; readonly seconds: number };

/** Takes Bundles in; brought from where the database is known. */
export interface Intake {
  /** @throws an error with the code `UNAVAILABLE` when the database cannot be asked, or was lost meanwhile */
  take(request: IntakeRequest): Promise<IntakeAnswer>;
}
