import { shortcuts } from './shortcuts.svelte.ts';

/** What a key does on every page; `g` waits for the second key of a destination. */
export type Command =
  | { readonly do: 'go'; readonly key: string }
  | { readonly do: 'theme' }
  | { readonly do: 'keys' }
  | { readonly do: 'search' };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, select, textarea, [data-editor]') ||
    target.closest('dialog') !== null);

/** Milliseconds in which the second key must follow `g`. */
const SECOND_KEY = 1200;

/** Reads shortcuts from the keyboard; single keys not while somebody types, and not where they are switched off. */
export class Keys {
  #since: number | null = null;

  read(event: KeyboardEvent, now: number): Command | null {
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k')
      return { do: 'search' };
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !shortcuts.on)
      return null;
    const second = this.#since !== null && now - this.#since < SECOND_KEY;
    this.#since = key === 'g' && !second ? now : null;
    if (second) return { do: 'go', key };
    if (key === 't') return { do: 'theme' };
    if (key === '/') return { do: 'search' };
    return event.key === '?' ? { do: 'keys' } : null;
  }
}
