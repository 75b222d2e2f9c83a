import type { Failure } from './failure.ts';

/** Where a question of a page stands. An answer stays while it is asked anew, so nothing jumps. */
export type Standing<Answer> =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly answer: Answer;
      /** Unix milliseconds at which it was answered. */
      readonly at: number;
      /** False while it is asked anew. */
      readonly fresh: boolean;
      /** Why it could not be asked anew: then the answer is an old one. */
      readonly failure: Failure | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The standing of an answer while the next one is on its way. */
export const weathered = <Answer>(standing: Standing<Answer>): Standing<Answer> =>
  standing.kind === 'ready' ? { ...standing, fresh: false, failure: null } : { kind: 'loading' };
