import { Refused } from '../refused.ts';
import type { Verdict } from '../verify/verdict.ts';

/** What an action gives, or the reason that it is refused with. */
export function outcomeOf<T>(action: () => T): T | string {
  try {
    return action();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

/** The reason that an action is refused with, or `OK`. */
export function reasonOf(action: () => unknown): string {
  return String(
    outcomeOf(() => {
      action();
      return 'OK';
    }),
  );
}

/**
 * Step and reason of the failure, or an empty object for a good proof. Throws unless the verdict hangs together: all
 * before the failed step passed, all after it not checked, and content only where nothing failed.
 */
export function failureOf({ steps, ok, content }: Verdict): { step?: string; reason?: string } {
  const results = steps.map(({ result }) => result);
  const failed = steps.find(({ result }) => result === 'failed');
  const at = failed ? steps.indexOf(failed) : steps.length;
  const expected = steps.map((_, step) => (step < at ? 'passed' : step === at ? 'failed' : 'not checked'));
  if (results.join() !== expected.join() || ok !== !failed || ok !== (content !== null))
    throw new Error(`a verdict that contradicts itself: ${results.join()}, ok ${ok}`);
  return failed ? { step: failed.step, reason: failed.reason } : {};
}
