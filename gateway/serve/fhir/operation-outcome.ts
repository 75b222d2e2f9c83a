/** Codes of FHIR's IssueType that are used here. */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'not-found'
  | 'not-supported'
  | 'duplicate'
  | 'too-long'
  | 'too-costly'
  | 'throttled'
  | 'transient'
  | 'login'
  | 'expired'
  | 'forbidden'
  | 'exception'
  | 'informational';

export interface Issue {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: IssueCode;
  readonly diagnostics: string;
  /** FHIRPath of what is meant. */
  readonly expression?: readonly string[];
}

export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly Issue[];
}

export const operationOutcome = (...issue: readonly Issue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue,
});

export const error = (code: IssueCode, diagnostics: string): OperationOutcome =>
  operationOutcome({ severity: 'error', code, diagnostics });
