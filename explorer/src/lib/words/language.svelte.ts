import { type Locale, TAGS } from './locale.ts';
import type { Words } from './words.ts';

const LOAD: Readonly<Record<Locale, () => Promise<{ readonly words: Words }>>> = {
  en: () => import('./en/index.ts'),
  zh: () => import('./zh/index.ts'),
};

/** The language of the page; set before anything is drawn, so `words` is never missing. */
class Language {
  locale = $state<Locale>('en');
  #words = $state.raw<Words | null>(null);

  get words(): Words {
    if (this.#words === null) throw new Error('No language has been set');
    return this.#words;
  }

  /** BCP 47 tag for dates and numbers. */
  get tag(): string {
    return TAGS[this.locale];
  }

  async set(locale: Locale): Promise<void> {
    const { words } = await LOAD[locale]();
    this.#words = words;
    this.locale = locale;
    document.documentElement.lang = TAGS[locale];
  }
}

export const language = new Language();
