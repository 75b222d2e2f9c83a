import type { HeldType } from './fhir/mapped.ts';

/** What became of one line, or entry, that was not refused. */
export interface EntryOutcome {
  /** From 1. */
  readonly line: number;
  /** The FHIR type; of what is not held, with words on what of it is not. */
  readonly type: string;
  readonly status: 'imported' | 'updated' | 'unchanged' | 'not-held';
  /** The record that it made, or is part of; `null` where it is none, or another line said the same. */
  readonly record: string | null;
}

/** The same, as far as it is counted by type. */
export interface HeldOutcome extends EntryOutcome {
  readonly type: HeldType;
  readonly status: 'imported' | 'updated' | 'unchanged';
}
