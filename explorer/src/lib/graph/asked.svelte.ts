import { untrack } from 'svelte';
import { session } from '../session/session.svelte.ts';
import { ask } from './ask.ts';
import { Failure } from './failure.ts';
import type { Question } from './question.ts';

/** Where a question of a page stands. An answer stays while it is asked anew, so nothing jumps. */
type Standing<Answer> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly answer: Answer; readonly fresh: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Asked<Answer> {
  readonly standing: Standing<Answer>;
  /** The answer, null until there is one. */
  readonly answer: Answer | null;
  again(): void;
}

/**
 * Asks whenever variables, reader, purpose or case change, and only while the component lives. To be called while a
 * component is set up. `variables` may answer null: nothing is asked yet.
 */
export function asked<Variables, Answer>(
  question: Question<Variables, Answer>,
  variables: () => Variables | null,
): Asked<Answer> {
  let standing = $state.raw<Standing<Answer>>({ kind: 'loading' });
  let round = $state(0);
  let capacity: string | null = null;

  $effect(() => {
    const wanted = variables();
    const { asker } = session;
    const abort = new AbortController();
    void round;
    if (wanted === null) return;
    // Another reader's or purpose's answer must not stay on the page while the new one is on its way.
    const asking = `${asker.token}|${asker.purpose}|${asker.case}`;
    if (capacity !== asking) standing = { kind: 'loading' };
    else standing = untrack(() => weathered(standing));
    capacity = asking;
    ask(question, wanted, asker, abort.signal).then(
      (answer) => {
        if (!abort.signal.aborted) standing = { kind: 'ready', answer, fresh: true };
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        const failure = cause instanceof Failure ? cause : new Failure('broken', 'unexpected', cause);
        if (failure.kind === 'expired') session.expired = true;
        standing = { kind: 'failed', failure };
      },
    );
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

function weathered<Answer>(standing: Standing<Answer>): Standing<Answer> {
  return standing.kind === 'ready' ? { ...standing, fresh: false } : { kind: 'loading' };
}
