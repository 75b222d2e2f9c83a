import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Tier, traced } from '@caretrail/kit';
import { deadlineFor } from '@caretrail/kit/remote';
import { type Budgets, ONE_REQUEST } from '../budget/budgets.ts';
import type { Limits } from '../guard/limits.ts';
import type { AuthenticationFailure, Identity } from '../identity/identity.ts';
import { outcomeOf } from '../observe/metrics/outcome.ts';
import { type Observers, RequestObserver } from '../observe/request-observer.ts';
import { CHALLENGE } from './http/challenge.ts';
import { failureOf } from './http/failure.ts';
import { HttpError } from './http/http-error.ts';
import { type AnswerType, answerType } from './http/media-type.ts';
import { readQuestion } from './http/read-question.ts';
import { PRIVATE, reply } from './http/reply.ts';
import { targetOf } from './http/request-target.ts';
import type { TierServer } from './tier/apollo.ts';
import type { Answer } from './tier/tier-hub.ts';

/** The five tiers as one request sees them: one snapshot, whatever replaces it meanwhile. */
export type Generation = Readonly<Record<Tier, TierServer>>;

export interface GraphqlOptions extends Observers {
  readonly generation: () => Generation;
  readonly identity: Identity;
  readonly limits: Limits;
  readonly budgets: Budgets;
}

function send(
  response: ServerResponse,
  status: number,
  type: AnswerType,
  answer: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const all = { ...PRIVATE, ...headers, 'content-type': `${type}; charset=utf-8` };
  reply(response, status, all, JSON.stringify(answer));
}

function refuseCaller(response: ServerResponse, type: AnswerType, failure: AuthenticationFailure): void {
  const { status, code, reason } = failure;
  const errors = [{ message: reason, extensions: { code } }];
  send(response, status, type, { errors }, status === 401 ? CHALLENGE : {});
}

/** Answers `/graphql`: who asks, in which tier, whether it may be asked, and then the answer. */
export function createGraphqlHandler(options: GraphqlOptions) {
  const { budgets, limits, logger } = options;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    type: AnswerType,
    id: string,
    observer: RequestObserver,
  ): Promise<void> {
    const question = await readQuestion(request, limits.body);
    const asking = await options.identity.authenticate(request.headers, targetOf(request));
    await budgets.spend(request, asking, ONE_REQUEST);
    const { caller, failure } = asking;
    if (failure) {
      refuseCaller(response, type, failure);
      return observer.end('unauthenticated');
    }
    observer.known(caller.tier);
    const server = options.generation()[caller.tier];
    const understood = await traced(observer.span, 'guard', () => server.hub.understand(question));
    const name = understood.operation.name?.value;
    observer.understood(name, understood.checked.hash);
    if (question.readOnly && understood.operation.operation !== 'query')
      throw new HttpError(405, 'A GET request asks; to change something, use POST.', { allow: 'POST' });
    await budgets.spend(request, asking, { requests: 0, cost: understood.cost });
    const deadline = deadlineFor(response, limits.deadline);
    try {
      const operation = name ?? understood.checked.hash;
      const info = { id, operation, signal: deadline.signal, span: observer.span };
      const answered = await server.run(question.text, { understood, caller, info });
      send(response, 200, type, answered);
      observer.end(outcomeOf(answered.errors), answered.errors);
    } finally {
      deadline.clear();
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, id: string): Promise<void> => {
    const observer = new RequestObserver(options, id, request.headers['traceparent']);
    let type: AnswerType = 'application/json';
    try {
      type = answerType(request.headers.accept);
      await answer(request, response, type, id, observer);
    } catch (error) {
      const { status, headers, errors, outcome } = failureOf(error, type, id);
      if (outcome === 'failed') logger.error({ request: id, err: error }, 'a request failed');
      send(response, status, type, { errors }, headers);
      observer.end(outcome);
    }
  };
}
