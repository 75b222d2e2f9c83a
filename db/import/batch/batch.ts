import { randomUUID } from 'node:crypto';
import type { Queries } from '../connection.ts';
import type { Members } from '../member/members.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import type { StagedRow } from './staged-row.ts';

/** What batches need besides their rows. */
export interface BatchContext {
  readonly members: Members;
  /** When the batch's versions are recorded: `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly recordedAt: string;
  readonly treatingDays: number;
}

/** A staged resource and the record it goes to. */
export interface Taken<Payload> {
  readonly row: StagedRow<Payload>;
  readonly record: string;
}

export interface RefusedRow {
  readonly row: StagedRow;
  readonly code: RefusalCode;
  readonly where: string | null;
}

/** What one batch did, to be counted once it is committed. */
export interface BatchOutcome {
  readonly taken: readonly Taken<unknown>[];
  readonly refused: readonly RefusedRow[];
  /** Optional references that led nowhere. */
  readonly unresolved: number;
}

/** Takes in staged resources of one type, inside the batch's transaction; none of the rows is unchanged. */
export type TakeIn<Payload> = (
  sql: Queries,
  rows: readonly StagedRow<Payload>[],
  context: BatchContext,
) => Promise<BatchOutcome>;

/** Sorts the rows of a batch into those taken in and those refused. */
export class Sorting<Payload> {
  readonly taken: Taken<Payload>[] = [];
  readonly refused: RefusedRow[] = [];
  unresolved = 0;
  #unresolvedOfRow = 0;

  /** What `make` gives for each row, in order; a row that it refuses is left out. */
  sort<T>(rows: readonly StagedRow<Payload>[], make: (taken: Taken<Payload>) => T): T[] {
    const made: T[] = [];
    for (const row of rows) {
      const taken = { row, record: row.known ?? randomUUID() };
      this.#unresolvedOfRow = 0;
      try {
        if (row.erased) throw new Refusal('ERASED');
        made.push(make(taken));
        this.taken.push(taken);
        this.unresolved += this.#unresolvedOfRow;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.refused.push({ row, code: error.code, where: error.where });
      }
    }
    return made;
  }

  /** The record that an optional reference leads to; one that leads nowhere is counted and stays null. */
  optional(key: string | null, record: string | null): string | null {
    if (key !== null && record === null) this.leadsNowhere();
    return record;
  }

  leadsNowhere(): void {
    this.#unresolvedOfRow += 1;
  }
}

/** @throws Refusal UNRESOLVABLE_REFERENCE */
export function resolved(record: string | null, where: string): string {
  if (record === null) throw new Refusal('UNRESOLVABLE_REFERENCE', where);
  return record;
}

/** The different records among these. */
export function distinct(records: readonly (string | null)[]): string[] {
  return [...new Set(records.filter((record) => record !== null))];
}
