import { holdsValues } from './passed-on.ts';

const KEY = 'caretrail.query';

/**
 * Keeps the text over a reload, and over signing in again, in the tab's own storage. A text with a value written into
 * it is not kept; values belong into variables, which are never kept.
 */
export function keepDraft(text: string): void {
  if (holdsValues(text)) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, text);
}

export const draft = (): string | null => sessionStorage.getItem(KEY);
