import type { DenialCode, FailureCode } from '@caretrail/kit';
import type { GraphQLFormattedError } from 'graphql';

/** A request that is answered with errors alone: nothing was fetched for it, or nothing may be told. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: FailureCode | DenialCode;
  readonly errors: readonly GraphQLFormattedError[];

  constructor(code: FailureCode | DenialCode, errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message ?? code);
    this.code = code;
    this.errors = errors.map((error) => ({ ...error, extensions: { ...error.extensions, code } }));
  }
}

export const refuse = (code: FailureCode | DenialCode, message: string): Refusal =>
  new Refusal(code, [{ message }]);
