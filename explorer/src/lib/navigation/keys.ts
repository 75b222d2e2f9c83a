/** What a key does on every page; `g` waits for the second key of a destination. */
export type Command =
  | { readonly do: 'go'; readonly key: string }
  | { readonly do: 'theme' }
  | { readonly do: 'keys' };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));

/** Milliseconds in which the second key must follow `g`. */
const SECOND_KEY = 1200;

/** Reads single-key shortcuts from the keyboard; not while somebody types, and never with a modifier. */
export class Keys {
  #since: number | null = null;

  read(event: KeyboardEvent, now: number): Command | null {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
    const key = event.key.toLowerCase();
    const second = this.#since !== null && now - this.#since < SECOND_KEY;
    this.#since = key === 'g' && !second ? now : null;
    if (second) return { do: 'go', key };
    if (key === 't') return { do: 'theme' };
    return event.key === '?' ? { do: 'keys' } : null;
  }
}
