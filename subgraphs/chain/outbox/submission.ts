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
  /** Slug of the member that signs the oldest. */
  readonly organization: string;
}

/** The oldest submission of a lane that is not decided; null if all are, or if another member signs it. */
export async function nextSubmission(
  sql: Sql,
  { lane, organization }: WaitingLane,
): Promise<Submission | null> {
  const [row] = await sql<Omit<Submission, 'number'> & { readonly number: string }>`
    select lane, number, call, arguments, widens, effect from (
      select * from provenance.submission where lane = ${lane} and state = 'PENDING' order by number limit 1
    ) as oldest where organization = ${organization}`;
  return row ? { ...row, number: Number(row.number) } : null;
}

/** Lanes of these members in which something waits, so many at most; those that wait longest first. */
export const waitingLanes = (
  sql: Sql,
  members: readonly string[],
  limit: number,
): PromiseLike<readonly WaitingLane[]> =>
  sql<WaitingLane>`
    select lane, organization from (
      select distinct on (lane) lane, organization, number from provenance.submission
      where state = 'PENDING' order by lane, number
    ) as oldest where organization = any (${members}::text[]) order by number limit ${limit}`;
