import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { OnRefusal, Question } from '../tier/question.ts';
import { HttpError } from './http-error.ts';
import { readBody } from './read-body.ts';

const record = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** Parameters of a request (GraphQL over HTTP, "Request parameters"); others are ignored, extensions have no effect. */
const parameters = z.object({
  query: z.string('must be a string').min(1, 'must not be empty'),
  operationName: z.string('must be a string').nullish(),
  variables: record.nullish(),
  extensions: record.nullish(),
});

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, `${what} is not JSON.`);
  }
}

/** Names are kept, prototypes are not: a member called `__proto__` is a member. */
const withoutPrototype = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.defineProperties(Object.create(null), Object.getOwnPropertyDescriptors(value));

/** Header that says what is done with an operation that holds a refused field. */
const ON_REFUSAL = 'caretrail-on-refusal';

function onRefusal(request: IncomingMessage): OnRefusal {
  const asked = request.headers[ON_REFUSAL] ?? 'filter';
  if (asked !== 'filter' && asked !== 'reject')
    throw new HttpError(400, 'Caretrail-On-Refusal is filter or reject.');
  return asked;
}

function question(value: unknown, readOnly: boolean): Question {
  if (Array.isArray(value)) throw new HttpError(400, 'Send one operation a request.');
  const parsed = parameters.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = issue?.path.join('.');
    throw new HttpError(400, name ? `The parameter ${name} ${issue?.message}.` : 'Send a JSON object.');
  }
  const { query, operationName, variables } = parsed.data;
  return {
    text: query,
    operationName: operationName || null,
    variables: withoutPrototype(variables ?? {}),
    readOnly,
  };
}

function fromAddress(request: IncomingMessage): Question {
  // A page of another origin can make a GET with a content type of its choice and time it: such a request is not ours.
  if (request.headers['content-type'] !== undefined)
    throw new HttpError(415, 'A GET request has no content type.');
  const search = new URL(request.url ?? '/', 'http://hub').searchParams;
  const variables = search.get('variables');
  const extensions = search.get('extensions');
  return question(
    {
      query: search.get('query') ?? undefined,
      operationName: search.get('operationName'),
      variables: variables === null || variables === '' ? null : json(variables, 'The parameter variables'),
      extensions:
        extensions === null || extensions === '' ? null : json(extensions, 'The parameter extensions'),
    },
    true,
  );
}

/** Reads what a GET or POST asks; throws {@link HttpError} for a request that is not one of GraphQL over HTTP. */
export async function readQuestion(request: IncomingMessage, limit: number): Promise<Question> {
  const asked = await read(request, limit);
  return { ...asked, onRefusal: onRefusal(request) };
}

async function read(request: IncomingMessage, limit: number): Promise<Question> {
  if (request.method === 'GET') return fromAddress(request);
  if (request.method === 'POST') return question(json(await readBody(request, limit), 'The body'), false);
  throw new HttpError(405, 'Ask with GET or POST.', { allow: 'GET, POST' });
}
