import { type Locale, TAGS } from './locale.ts';
import type { Words } from './words.ts';

const LOAD: Readonly<Record<Locale, () => Promise<{ readonly words: Words }>>> = {
  en: () => import('./en/index.ts'),
  zh: () => import('./zh/index.ts'),
};

/** A language with everything that is said in it. */
export interface Spoken {
  readonly locale: Locale;
  readonly words: Words;
}

export const spoken = async (locale: Locale): Promise<Spoken> => ({ locale, ...(await LOAD[locale]()) });

/** The language of the page; set before anything is drawn, so `words` is never missing. */
class Language {
  #spoken = $state.raw<Spoken | null>(null);

  get #now(): Spoken {
    if (this.#spoken === null) throw new Error('No language has been set');
    return this.#spoken;
  }

  get locale(): Locale {
    return this.#now.locale;
  }

  get words(): Words {
    return this.#now.words;
  }

  /** BCP 47 tag for dates and numbers. */
  get tag(): string {
    return TAGS[this.locale];
  }

  set(now: Spoken): void {
    this.#spoken = now;
    document.documentElement.lang = TAGS[now.locale];
  }
}

export const language = new Language();
