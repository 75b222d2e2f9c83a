import { session } from '../session/session.svelte.ts';

/**
 * Whom the reader looks for. Names and birth dates say who somebody is: they stay in the page's memory, not in its
 * address or the browser's storage, and go with the reader.
 */
class Sought {
  #name = $state('');
  #birthDate = $state('');
  #by = $state('');

  get name(): string {
    return this.#by === session.asking ? this.#name : '';
  }
  get birthDate(): string {
    return this.#by === session.asking ? this.#birthDate : '';
  }

  set(name: string, birthDate: string): void {
    this.#name = name.trim();
    this.#birthDate = birthDate;
    this.#by = session.asking;
  }
}

export const sought = new Sought();
