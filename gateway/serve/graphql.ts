import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tier } from '@caretrail/kit';
import { deadlineFor } from '@caretrail/kit/remote';
import type { Logger } from 'pino';
import type { Limits } from '../guard/limits.ts';
import type { AuthenticationFailure, Identity } from '../identity/identity.ts';

import { failureOf } from './http/failure.ts';
import { HttpError } from './http/http-error.ts';
import { type AnswerType, answerType } from './http/media-type.ts';
import { readQuestion } from './http/read-question.ts';
import { PRIVATE, reply } from './http/reply.ts';
import type { TierServer } from './tier/apollo.ts';
import type { Answer } from './tier/tier-hub.ts';

/** The five tiers as one request sees them: one snapshot, whatever replaces it meanwhile. */
export type Generation = Readonly<Record<Tier, TierServer>>;

export interface GraphqlOptions {
  readonly generation: () => Generation;
  readonly identity: Identity;
  readonly limits: Limits;
  readonly logger: Logger;
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="caretrail"' };

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
  const { limits, logger } = options;

  async function answer(request: IncomingMessage, response: ServerResponse, type: AnswerType, id: string) {
    const question = await readQuestion(request, limits.body);
    const { caller, failure } = await options.identity.authenticate(request.headers);
    if (failure) return refuseCaller(response, type, failure);
    const server = options.generation()[caller.tier];
    const understood = server.hub.understand(question);
    if (question.readOnly && understood.operation.operation !== 'query')
      throw new HttpError(405, 'A GET request asks; to change something, use POST.', { allow: 'POST' });
    const deadline = deadlineFor(response, limits.deadline);
    try {
      const operation = understood.operation.name?.value ?? understood.checked.hash;
      const info = { id, operation, signal: deadline.signal };
      send(response, 200, type, await server.run(question.text, { understood, caller, info }));
    } finally {
      deadline.clear();
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = randomUUID();
    let type: AnswerType = 'application/json';
    try {
      type = answerType(request.headers.accept);
      await answer(request, response, type, id);
    } catch (error) {
      const { status, headers, errors, unexpected } = failureOf(error, type, id);
      if (unexpected) logger.error({ request: id, err: error }, 'a request failed');
      send(response, status, type, { errors }, headers);
    }
  };
}
