import { alone } from '../shape/cursor.ts';
import { list, text } from '../shape/read.ts';
import { holdsValues } from './passed-on.ts';

const KEY = 'caretrail.queries';
/** Enough to find one again, and not more than a list shows. */
const MOST = 20;

function stored(): readonly string[] {
  try {
    return list(text)(alone(JSON.parse(sessionStorage.getItem(KEY) ?? '[]')));
  } catch {
    return [];
  }
}

/**
 * The texts that were run in this tab, the last first, each once. Without values: no variables, and no text with a value
 * written into it; an answer is never kept.
 */
export class History {
  texts = $state.raw(stored());

  add(ran: string): void {
    const written = ran.trim();
    if (written === '' || holdsValues(written)) return;
    this.texts = [written, ...this.texts.filter((one) => one !== written)].slice(0, MOST);
    sessionStorage.setItem(KEY, JSON.stringify(this.texts));
  }

  clear(): void {
    this.texts = [];
    sessionStorage.removeItem(KEY);
  }
}

/** What a text is called in a list: the operation's name, else how it begins. */
export function titleOf(written: string): string {
  const [, name] = /^\s*(?:query|mutation)\s+(\w+)/.exec(written) ?? [];
  return name ?? written.replace(/\s+/g, ' ').slice(0, 40);
}
