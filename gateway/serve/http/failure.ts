import type { GraphQLFormattedError } from 'graphql';
import { RateLimited } from '../../budget/rate-limited.ts';
import { internalError } from '../../execute/faults.ts';
import { Refusal } from '../../guard/refusal.ts';
import type { Outcome } from '../../observe/metrics/outcome.ts';
import { HttpError } from './http-error.ts';
import type { AnswerType } from './media-type.ts';
import { isUnavailable, RETRY_LATER } from './unavailable.ts';

/** How a request ends that has no data. */
export interface Failure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly GraphQLFormattedError[];
  /** `failed`: the cause is ours and belongs into the log. */
  readonly outcome: Outcome;
}

const alone = (message: string, code: string): GraphQLFormattedError[] => [{ message, extensions: { code } }];

const DEADLINE: Omit<Failure, 'headers'> = {
  status: 504,
  errors: alone('Answering took longer than is allowed.', 'TIMEOUT'),
  outcome: 'timeout',
};

/** Nobody reads it: the status is the one that proxies write for a client that has closed its request. */
const GONE: Omit<Failure, 'headers'> = { status: 499, errors: [], outcome: 'abandoned' };

/**
 * Words and status for what ended a request. A refused operation is 400 for `application/graphql-response+json`, and
 * 200 for `application/json`, whose readers take every other status for a broken server.
 */
export function failureOf(error: unknown, type: AnswerType, id: string): Failure {
  const headers = {};
  if (error instanceof Refusal)
    return {
      status: type === 'application/json' ? 200 : 400,
      headers,
      errors: error.errors,
      outcome: 'rejected',
    };
  if (error instanceof HttpError)
    return {
      status: error.status,
      headers: error.headers,
      errors: alone(error.message, error.status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_USER_INPUT'),
      outcome: 'rejected',
    };
  if (error instanceof RateLimited)
    return {
      status: 429,
      headers: error.headers,
      errors: alone(error.message, error.code),
      outcome: 'rejected',
    };
  if (error instanceof DOMException && error.name === 'TimeoutError') return { ...DEADLINE, headers };
  if (error instanceof DOMException && error.name === 'AbortError') return { ...GONE, headers };
  if (isUnavailable(error))
    return {
      status: 503,
      headers: RETRY_LATER,
      errors: alone('A part of this system does not answer.', 'UNAVAILABLE'),
      outcome: 'failed',
    };
  return { status: 500, headers, errors: [internalError(id)], outcome: 'failed' };
}
