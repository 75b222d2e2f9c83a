import type { RecordType } from '#lib/records/types.ts';
import type { Locale } from '#lib/words/locale.ts';

export const recordPath = (locale: Locale, type: RecordType, id: string): string =>
  `/${locale}/record/${type}/${encodeURIComponent(id)}`;

export const patientPath = (locale: Locale, id: string): string =>
  `/${locale}/patients/${encodeURIComponent(id)}`;

export const signInPath = (locale: Locale, next: string): string =>
  `/${locale}/sign-in?${new URLSearchParams({ next })}`;

/** The same page in another language. */
export const inLocale = (locale: Locale, url: Pick<URL, 'pathname' | 'search'>): string =>
  `/${locale}${url.pathname.replace(/^\/[a-z]+/, '')}${url.search}`;
