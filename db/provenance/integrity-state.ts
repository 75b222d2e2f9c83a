/** What comparing the stored values of a record with its commitment says (api.graphql, `Integrity`). */
export type Integrity =
  /** Leaves, version hash, log leaf and the root on the ledger all agree. */
  | 'MATCH'
  /** Something stored is not what was committed. */
  | 'MISMATCH'
  /** The record has no version. */
  | 'MISSING'
  /** Values and salts of the version were destroyed. */
  | 'ERASED'
  /** Nothing contradicts, but it is not on the ledger yet, or no leaf was given. */
  | 'NOT_CHECKABLE';
