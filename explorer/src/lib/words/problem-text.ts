import { say } from './say.ts';
import type { Words } from './words.ts';

/** Why a change was not made, in words: `problem` is a code of the change, of a refusal, of the hub, or the kind of a failure. */
export function problemText(problem: string, { changes, states }: Words): string {
  for (const said of [changes.problems, states.denial, states.failure, states.hub])
    if (Object.hasOwn(said, problem)) return say(said, problem);
  return changes.otherProblem(problem);
}
