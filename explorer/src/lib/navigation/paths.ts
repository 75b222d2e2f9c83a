import type { RecordType } from '#lib/records/types.ts';
import { type Locale, localeAt } from '#lib/words/locale.ts';

export const recordPath = (locale: Locale, type: RecordType, id: string): string =>
  `/${locale}/record/${type}/${encodeURIComponent(id)}`;

export const patientPath = (locale: Locale, id: string): string =>
  `/${locale}/patients/${encodeURIComponent(id)}`;

/** The access log, of one visit. */
export const accessLogPath = (locale: Locale, visit: string): string =>
  `/${locale}/access-log?${new URLSearchParams({ visit })}`;

export const signInPath = (locale: Locale, next: string): string =>
  `/${locale}/sign-in?${new URLSearchParams({ next })}`;

/** The same page in another language; an address without a language gets one. */
export function inLocale(locale: Locale, { pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  const now = localeAt(pathname);
  return `/${locale}${now === null ? pathname : pathname.slice(now.length + 1)}${search}`;
}
