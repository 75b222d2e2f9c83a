import type { Reader } from '../provenance/sql.ts';

/** What a call of a contract changes in this database. */
export interface Effect {
  /**
   * Whether it gives somebody more than before (a grant, a share, a payment): it is then visible only once the ledger
   * calls its transaction VALID. What narrows (a revoke, a deny) acts when it is stored, also with the ledger down, and
   * stays whatever the ledger says.
   */
  readonly widens: boolean;
  /** What of it narrows, where it does both: made at once, in the transaction that stores the submission. */
  narrows?(sql: Reader, details: unknown): Promise<void>;
  /**
   * Makes the change, in the transaction that stores or settles the submission.
   * @param details what {@link submit} was given, as JSON; not to be trusted for its shape
   */
  apply(sql: Reader, details: unknown): Promise<void>;
}

/** By call, such as `consent:grant`. A call that is not among them is not taken. */
export type Effects = ReadonlyMap<string, Effect>;
