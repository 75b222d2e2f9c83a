import type { Sql } from '@caretrail/db/provenance';
import type { Slot } from './slot.ts';

/** A submission that the ledger has not decided. */
export interface Submission extends Slot {
  readonly call: string;
  readonly arguments: readonly string[];
  readonly widens: boolean;
  readonly effect: unknown;
}

/** A lane in which submissions wait. */
export interface WaitingLane {
  readonly lane: string;
  /** Slug of the member that signs. */
  readonly organization: string;
}

/** The oldest submission of a lane that is not decided; null if all are. */
export async function nextSubmission(sql: Sql, lane: string): Promise<Submission | null> {
  const [row] = await sql<Omit<Submission, 'number'> & { readonly number: string }>`
    select lane, number, call, arguments, widens, effect from provenance.submission
    where lane = ${lane} and state = 'PENDING' order by number limit 1`;
  return row ? { ...row, number: Number(row.number) } : null;
}

export const waitingLanes = (sql: Sql): PromiseLike<readonly WaitingLane[]> =>
  sql<WaitingLane>`select distinct lane, organization from provenance.submission where state = 'PENDING'`;
