import { Failure, failureOf } from './failure.ts';
import type { Question } from './question.ts';
import { readReply } from './reply.ts';

/** Who asks, as the hub is told: nothing else raises a right. */
export interface Asker {
  /** Access token, null for the public tier. */
  readonly token: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
}

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 30_000;

function headersOf({ token, purpose, case: named }: Asker): Headers {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (token !== null && purpose !== null) headers.set('caretrail-purpose', purpose);
  if (token !== null && named !== null) headers.set('caretrail-case', named);
  return headers;
}

async function post(body: string, asker: Asker, signal: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch('/graphql', { method: 'POST', headers: headersOf(asker), body, signal });
  } catch (cause) {
    throw new Failure('unreachable', 'no reply', cause);
  }
  try {
    const reply: unknown = await response.json();
    return reply;
  } catch (cause) {
    if (response.status === 401) throw failureOf('UNAUTHENTICATED');
    throw new Failure(response.status >= 500 ? 'unreachable' : 'broken', `HTTP ${response.status}`, cause);
  }
}

/** Asks the hub. Throws {@link Failure}; a refused field is no failure but part of the answer. */
export async function ask<Variables, Answer>(
  question: Question<Variables, Answer>,
  variables: Variables,
  asker: Asker,
  signal: AbortSignal = new AbortController().signal,
): Promise<Answer> {
  const body = JSON.stringify({ query: question.text, variables });
  const reply = await post(body, asker, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]));
  try {
    const { data, refusals } = readReply(reply);
    return question.read({ value: data, path: [], refusals });
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('broken', 'unexpected answer', cause);
  }
}
