import { session } from '../session/session.svelte.ts';
import { type Change, make, NotMade } from './change.ts';
import { Failure } from './failure.ts';

/** A change that a form asks for. */
export interface Changing<Input, Made> {
  readonly busy: boolean;
  /** Why it was not made: a code of the hub's, or the kind of a failure. */
  readonly problem: string | null;
  /** Null: it was not made, or another one is on its way. */
  run(input: Input): Promise<Made | null>;
}

function problemOf(cause: unknown): string {
  if (cause instanceof NotMade) return cause.code;
  const kind = cause instanceof Failure ? cause.kind : 'broken';
  if (kind === 'expired') session.expired = true;
  return kind;
}

/** To be called while a component is set up. */
export function changing<Input, Made>(change: Change<Input, Made>): Changing<Input, Made> {
  let busy = $state(false);
  let problem = $state<string | null>(null);
  return {
    get busy() {
      return busy;
    },
    get problem() {
      return problem;
    },
    async run(input) {
      if (busy) return null;
      busy = true;
      problem = null;
      try {
        return await make(change, input, session.asker);
      } catch (cause) {
        problem = problemOf(cause);
        return null;
      } finally {
        busy = false;
      }
    },
  };
}
