/** What the rows of a transaction are judged by. Names of settings: `caretrail.organization`, and so on. */
export interface SessionSettings {
  /** Member slug of the caller's organization. */
  readonly organization: string | null;
  /** Patient record id or staff id. */
  readonly subject: string | null;
  /** Id of a regulator's case. */
  readonly case: string | null;
  /** Purpose code. */
  readonly purpose: string | null;
}

/** A transaction's database role (see `tierRole`) and its settings. */
export interface SessionContext {
  readonly role: string;
  readonly settings: SessionSettings;
}
