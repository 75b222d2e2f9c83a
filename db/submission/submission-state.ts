import type { Reader } from '../provenance/sql.ts';

/** How far a submission has come; what widens is in effect with `VALID` only. */
export type SubmissionState =
  /** `reason`: why it waits, in words; null while nothing holds it up. */
  | { readonly state: 'PENDING'; readonly reason: string | null }
  | { readonly state: 'VALID'; readonly transaction: string }
  /** Final. `code`: Fabric's validation code, or the contract's own code where it refused. */
  | { readonly state: 'INVALID'; readonly code: string };

interface Row {
  readonly state: SubmissionState['state'];
  readonly reason: string | null;
  readonly transaction: string | null;
  readonly code: string | null;
}

/** What became of a submission, by the number that `submit` answered; null if there is none. */
export async function submissionState(sql: Reader, number: number): Promise<SubmissionState | null> {
  const [row] = await sql<Row>`
    select state, reason, transaction, code from provenance.submission where number = ${number}`;
  if (!row) return null;
  const { state, reason, transaction, code } = row;
  if (state === 'VALID') return { state, transaction: transaction ?? '' };
  return state === 'INVALID' ? { state, code: code ?? '' } : { state, reason };
}
