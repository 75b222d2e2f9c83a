/**
 * - `REFUSED` the contract said no: `refusal` is its code, and the same request will be refused again;
 * - `INVALID_REQUEST` the network does not take the request: wrong identity, channel, signature or form;
 * - `UNAVAILABLE` a peer, orderer or the chaincode cannot be reached or is overloaded: try again, with the same envelope;
 * - `TIMEOUT` no answer within the deadline: nothing is known about the outcome;
 * - `UNTRUSTED` what came back does not verify under the profile.
 */
export type LedgerErrorCode = 'REFUSED' | 'INVALID_REQUEST' | 'UNAVAILABLE' | 'TIMEOUT' | 'UNTRUSTED';

export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerErrorCode;
  /** The contract's own code, such as `PREVIOUS`; only for `REFUSED`. */
  readonly refusal: string | null;

  constructor(code: LedgerErrorCode, message: string, options: { refusal?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.refusal = options.refusal ?? null;
  }
}
