import { untrack } from 'svelte';
import { session } from '../session/session.svelte.ts';
import { answerOf, replyTo } from './ask.ts';
import { Failure } from './failure.ts';
import { shelfOf } from './kept.ts';
import type { Question } from './question.ts';
import { type Standing, weathered } from './standing.ts';

export interface Asked<Answer> {
  readonly standing: Standing<Answer>;
  /** The answer, null until there is one. */
  readonly answer: Answer | null;
  again(): void;
}

export const keyOf = (text: string, variables: unknown): string => `${text}${JSON.stringify(variables)}`;

/** An answer this reader had before, for this purpose. */
function kept<Variables, Answer>(
  question: Question<Variables, Answer>,
  wanted: Variables,
  failure: Failure | null = null,
): Standing<Answer> | null {
  const found = shelfOf(session.asking).find(keyOf(question.text, wanted));
  if (found === undefined) return null;
  return { kind: 'ready', answer: answerOf(question, found.reply), at: found.at, fresh: false, failure };
}

/** What a failed question leaves: an earlier answer, where only the hub could not be reached. */
function failedWith<Variables, Answer>(
  question: Question<Variables, Answer>,
  wanted: Variables,
  cause: unknown,
): Standing<Answer> {
  const failure = cause instanceof Failure ? cause : new Failure('broken', 'unexpected', cause);
  if (failure.kind === 'expired') session.expired = true;
  const earlier = failure.kind === 'unreachable' ? kept(question, wanted, failure) : null;
  return earlier ?? { kind: 'failed', failure };
}

/**
 * Asks whenever variables, reader, purpose or case change, and only while the component lives. To be called while a
 * component is set up. `variables` may answer null: nothing is asked yet.
 */
export function asked<Variables, Answer>(
  question: Question<Variables, Answer>,
  variables: () => Variables | null,
): Asked<Answer> {
  const before = untrack(() => {
    const wanted = variables();
    return wanted === null ? null : kept(question, wanted);
  });
  let standing = $state.raw<Standing<Answer>>(before ?? { kind: 'loading' });
  let round = $state(0);
  let capacity = untrack(() => session.asking);

  $effect(() => {
    const wanted = variables();
    const { asking } = session;
    const abort = new AbortController();
    void round;
    if (wanted === null) return;
    // Another reader's or purpose's answer must not stay on the page while the new one is on its way.
    const stays = capacity === asking;
    capacity = asking;
    untrack(() => {
      standing = kept(question, wanted) ?? (stays ? weathered(standing) : { kind: 'loading' });
      replyTo(question.text, wanted, session.asker, abort.signal)
        .then((reply): Standing<Answer> => {
          const answer = answerOf(question, reply);
          if (!abort.signal.aborted) shelfOf(asking).keep(keyOf(question.text, wanted), reply);
          return { kind: 'ready', answer, at: Date.now(), fresh: true, failure: null };
        })
        .catch((cause: unknown) => (abort.signal.aborted ? standing : failedWith(question, wanted, cause)))
        .then((found) => {
          if (!abort.signal.aborted) standing = found;
        });
    });
    return () => abort.abort();
  });

  return {
    get standing() {
      return standing;
    },
    get answer() {
      return standing.kind === 'ready' ? standing.answer : null;
    },
    again: () => {
      round++;
    },
  };
}
