import { Refusal } from '../refusal.ts';

/** With which code a step is refused, or `accepted`. */
export function codeOf(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
