/** Codes of refusals for this caller: the field answers null, whether or not a value exists (policy.md, "Answers"). */
export const DENIAL_CODES = [
  'FORBIDDEN_ROLE',
  'FORBIDDEN_PURPOSE',
  'FORBIDDEN_RELATION',
  'CONSENT_DENIED',
  'STEP_UP_REQUIRED',
  'CASE_REQUIRED',
] as const;
export type DenialCode = (typeof DENIAL_CODES)[number];

export const FAILURE_CODES = [
  'UNAUTHENTICATED',
  'EXPIRED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** `extensions` of a refusal, in the hub's answer and in a subgraph's. */
export interface DenialExtensions {
  readonly code: DenialCode;
  readonly policy: string;
  readonly reason: string;
  readonly requires: readonly string[];
}
