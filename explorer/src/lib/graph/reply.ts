import type { Read } from '../shape/cursor.ts';
import { listOrNone, object, orNull, text, whole } from '../shape/read.ts';
import { failureOf } from './failure.ts';
import { type Refusal, Refusals } from './refusals.ts';

const step: Read<string | number> = (at) => (typeof at.value === 'number' ? whole(at) : text(at));

const failed = object({
  message: text,
  path: listOrNone(step),
  extensions: orNull(
    object({ code: orNull(text), policy: orNull(text), reason: orNull(text), requires: listOrNone(text) }),
  ),
});

/** What the hub answered, before it is read as the answer to a question. */
export interface Reply {
  readonly data: unknown;
  readonly refusals: Refusals;
}

/**
 * A GraphQL reply: data, and what is missing from it by path. An error without a path, where there is no data, is the
 * reply itself and throws; with data it only sums up refusals that are too many to list.
 */
export function readReply(body: unknown): Reply {
  const none = new Refusals([]);
  const { data, errors } = object({ data: (at) => at.value ?? null, errors: listOrNone(failed) })({
    value: body,
    path: [],
    refusals: none,
  });
  const found: { path: readonly (string | number)[]; refusal: Refusal }[] = [];
  for (const { message, path, extensions } of errors) {
    const code = extensions?.code ?? 'INTERNAL';
    if (data === null) throw failureOf(code);
    const { policy = null, reason = null, requires = [] } = extensions ?? {};
    if (path.length > 0) found.push({ path, refusal: { code, policy, reason: reason ?? message, requires } });
  }
  return { data, refusals: new Refusals(found) };
}
