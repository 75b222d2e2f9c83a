import { Failure } from './failure.ts';
import { type Asker, post } from './post.ts';
import type { Question } from './question.ts';
import { type Reply, readReply } from './reply.ts';
import { forTier, readSchema, SCHEMA_QUESTION, type TierSchema } from './tier-schema.ts';

/** The schema of the reader whose questions had to be cut to it; by token, since it tells the tier. */
let known: { readonly token: string | null; readonly schema: TierSchema } | null = null;

async function schemaOf(asker: Asker, signal: AbortSignal): Promise<TierSchema> {
  if (known?.token === asker.token) return known.schema;
  const { data, refusals } = readReply(await post(SCHEMA_QUESTION, {}, asker, signal));
  known = { token: asker.token, schema: readSchema({ value: data, path: [], refusals }) };
  return known.schema;
}

async function cut(text: string, asker: Asker, signal: AbortSignal): Promise<string> {
  const query = forTier(text, await schemaOf(asker, signal));
  if (query === null) throw new Failure('missing', 'GRAPHQL_VALIDATION_FAILED');
  return query;
}

/** Asks as the question stands; only where the tier does not have all of it, what the tier has. Throws {@link Failure}. */
export async function replyTo(
  text: string,
  variables: unknown,
  asker: Asker,
  signal: AbortSignal,
): Promise<Reply> {
  if (known?.token === asker.token)
    return readReply(await post(await cut(text, asker, signal), variables, asker, signal));
  try {
    return readReply(await post(text, variables, asker, signal));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'missing') throw error;
    return readReply(await post(await cut(text, asker, signal), variables, asker, signal));
  }
}

/** The answer in a reply to a question. Throws {@link Failure}. */
export function answerOf<Variables, Answer>(
  { read }: Question<Variables, Answer>,
  { data, refusals }: Reply,
): Answer {
  try {
    return read({ value: data, path: [], refusals });
  } catch (cause) {
    throw new Failure('broken', 'unexpected answer', cause);
  }
}

/** Asks the hub. Throws {@link Failure}; a refused field is no failure but part of the answer. */
export async function ask<Variables, Answer>(
  question: Question<Variables, Answer>,
  variables: Variables,
  asker: Asker,
  signal: AbortSignal = new AbortController().signal,
): Promise<Answer> {
  return answerOf(question, await replyTo(question.text, variables, asker, signal));
}
