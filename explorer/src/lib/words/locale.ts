/** Languages of the explorer; the first one is taken when nothing else is asked for. */
export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

/** BCP 47 tag of each: for `lang`, dates and numbers. */
export const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', zh: 'zh-CN' };

export const isLocale = (text: string): text is Locale => LOCALES.some((locale) => locale === text);

/** The first language of the browser that the explorer has. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const [primary = ''] = language.toLowerCase().split('-');
    if (isLocale(primary)) return primary;
  }
  return LOCALES[0];
}

/** The language that an address begins with; null where it begins with something else. */
export function localeAt(pathname: string): Locale | null {
  const [, first = ''] = pathname.split('/');
  return isLocale(first) ? first : null;
}
