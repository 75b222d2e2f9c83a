import type { IncomingMessage, ServerResponse } from 'node:http';
import { deadlineFor } from '@caretrail/kit/remote';
import type { Logger } from 'pino';
import { type Budgets, ONE_REQUEST } from '../../budget/budgets.ts';
import { RateLimited } from '../../budget/rate-limited.ts';
import type { AuthenticationFailure, Identity } from '../../identity/identity.ts';
import { CHALLENGE } from '../http/challenge.ts';
import { HttpError } from '../http/http-error.ts';
import { readBody } from '../http/read-body.ts';
import { PRIVATE, reply } from '../http/reply.ts';
import { targetOf } from '../http/request-target.ts';
import { isUnavailable, RETRY_LATER } from '../http/unavailable.ts';
import { answerBundle, refusedOutcome } from './answer-bundle.ts';
import { bundleRequest } from './bundle-request.ts';
import type { Intake } from './intake.ts';
import { refusalOf, WRITE_POLICY } from './may-write.ts';
import { error, type IssueCode } from './operation-outcome.ts';

export interface FhirOptions {
  readonly intake: Intake;
  readonly identity: Identity;
  readonly logger: Logger;
  readonly budgets: Budgets;
}

/** Bytes of a Bundle; a patient's whole record has a few millions. */
const MOST_BYTES = 10_000_000;
/** Milliseconds that taking one in may take. */
const DEADLINE = 120_000;
const TYPES = ['application/fhir+json', 'application/json'];
/** What was sent may be in already, in part or whole: importing the same again changes nothing. */
const AWAY = 'A part of this system does not answer. Send the same again: it completes what was begun.';

const CODES: Readonly<Record<number, IssueCode>> = {
  413: 'too-costly',
  415: 'not-supported',
  405: 'not-supported',
};
const FAILURES: Readonly<Record<AuthenticationFailure['code'], IssueCode>> = {
  UNAUTHENTICATED: 'login',
  EXPIRED: 'expired',
  FORBIDDEN_PURPOSE: 'forbidden',
  BAD_USER_INPUT: 'invalid',
};

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = { 'content-type': 'application/fhir+json; charset=utf-8' };
  reply(response, status, { ...PRIVATE, ...headers, ...type }, JSON.stringify(body));
}

/**
 * Answers `POST /fhir`: takes a Bundle in for a registrar, and says of every entry what became of it. Nothing of what was
 * sent is repeated.
 */
export function createFhirHandler({ budgets, intake, identity, logger }: FhirOptions) {
  async function answer(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    if (request.method !== 'POST') throw new HttpError(405, 'Send a Bundle with POST.', { allow: 'POST' });
    // Who asks is known before anything large is read.
    const asking = await identity.authenticate(request.headers, targetOf(request));
    await budgets.spend(request, asking, ONE_REQUEST);
    const { caller, failure } = asking;
    if (failure) {
      const headers = failure.status === 401 ? CHALLENGE : {};
      return send(response, failure.status, error(FAILURES[failure.code], failure.reason), headers);
    }
    if (caller.tier === 'public') return send(response, 401, error('login', 'Sign in first.'), CHALLENGE);
    const refused = refusalOf(caller, []);
    if (refused !== null) return send(response, 403, error('forbidden', refused), { connection: 'close' });
    const text = await readBody(request, MOST_BYTES, TYPES);
    const bundle = bundleRequest(text);
    const outside = refusalOf(caller, bundle.asked);
    if (outside !== null) return send(response, 403, error('forbidden', outside));
    const deadline = deadlineFor(response, DEADLINE);
    try {
      const taken = await intake.take({
        ...{ bytes: Buffer.from(text), atomic: bundle.type === 'transaction', caller },
        ...{ policy: WRITE_POLICY, request: id, signal: deadline.signal },
      });
      const later = taken.kind === 'done' ? {} : { 'retry-after': String(taken.seconds) };
      if (taken.kind === 'limited')
        return send(response, 429, error('throttled', 'You send too many bundles: wait a little.'), later);
      if (taken.kind === 'busy')
        return send(response, 503, error('transient', 'Another import is under way: try again.'), later);
      if (!taken.kept) return send(response, 422, refusedOutcome(taken.outcomes));
      send(response, 200, answerBundle(bundle.type, bundle.entries, taken.outcomes));
    } finally {
      deadline.clear();
    }
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { id }: { readonly id: string },
  ): Promise<void> => {
    try {
      await answer(request, response, id);
    } catch (cause) {
      if (cause instanceof HttpError)
        return send(
          response,
          cause.status,
          error(CODES[cause.status] ?? 'invalid', cause.message),
          cause.headers,
        );
      if (cause instanceof RateLimited)
        return send(response, 429, error('throttled', cause.message), cause.headers);
      if (cause instanceof DOMException && cause.name === 'TimeoutError')
        return send(
          response,
          504,
          error('transient', 'It took longer than is allowed; the same again completes it.'),
        );
      logger.error({ request: id, err: cause }, 'an intake failed');
      if (isUnavailable(cause)) return send(response, 503, error('transient', AWAY), RETRY_LATER);
      send(response, 500, error('exception', `Something went wrong here (${id}).`));
    }
  };
}
