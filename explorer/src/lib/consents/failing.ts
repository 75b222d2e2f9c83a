import { Failure } from '../graph/failure.ts';
import { NotMade } from '../signing/person.ts';
import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

/** Why nothing was signed or recorded, in the reader's language; the code goes beside it. */
export function whyNot(cause: unknown, words: Words): { readonly text: string; readonly code: string } {
  if (cause instanceof NotMade)
    return { text: say(words.consents.faults, cause.code, cause.message), code: cause.code };
  if (cause instanceof Failure) return { text: words.states.failure[cause.kind], code: cause.detail };
  return { text: words.states.failure.broken, code: 'unexpected' };
}
