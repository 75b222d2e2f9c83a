/** Why a question got no answer. `expired`: sign in again; `unreachable`: no reply; the rest is the hub's. */
export type FailureKind = 'unreachable' | 'expired' | 'purpose' | 'limit' | 'rate' | 'missing' | 'broken';

/** A question that failed as a whole; refused fields are no failure. */
export class Failure extends Error {
  readonly kind: FailureKind;
  /** The hub's code, or the HTTP status, shown small beside the sentence. */
  readonly detail: string;

  constructor(kind: FailureKind, detail: string, cause?: unknown) {
    super(`${kind}: ${detail}`, { cause });
    this.name = 'Failure';
    this.kind = kind;
    this.detail = detail;
  }
}

const KINDS: Readonly<Record<string, FailureKind>> = {
  UNAUTHENTICATED: 'expired',
  EXPIRED: 'expired',
  FORBIDDEN_PURPOSE: 'purpose',
  LIMIT_EXCEEDED: 'limit',
  RATE_LIMITED: 'rate',
  TIMEOUT: 'unreachable',
  UNAVAILABLE: 'unreachable',
  // The tier's schema does not have what was asked for: for this reader the page does not exist.
  GRAPHQL_VALIDATION_FAILED: 'missing',
};

export const failureOf = (code: string): Failure => new Failure(KINDS[code] ?? 'broken', code);
