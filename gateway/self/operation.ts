/** An operation that is asked about, and not run. */
export interface OperationText {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Which of the document's operations; null where it has one. */
  readonly operationName: string | null;
}

/** What an operation costs before anything is fetched, and the most that one request of the caller may. */
export interface OperationCost {
  readonly cost: number;
  readonly limit: number;
}
