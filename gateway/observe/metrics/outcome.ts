import type { GraphQLFormattedError } from 'graphql';

/** How a request ended, as metrics and logs tell it. */
export type Outcome =
  /** With all that was asked. */
  | 'answered'
  /** Something of it was refused to this caller, and the rest answered. */
  | 'refused'
  /** Something of it failed, and the rest answered. */
  | 'partial'
  /** The request itself was wrong or too dear. */
  | 'rejected'
  /** No usable token, purpose or case. */
  | 'unauthenticated'
  | 'timeout'
  /** The caller went before the answer. */
  | 'abandoned'
  | 'failed';

/** Of an answer that left: refusals are expected, everything else that stands among the errors is not. */
export function outcomeOf(errors: readonly GraphQLFormattedError[] | undefined): Outcome {
  if (!errors || errors.length === 0) return 'answered';
  return errors.every(({ extensions }) => typeof extensions?.['policy'] === 'string') ? 'refused' : 'partial';
}
