import { LOCALES } from '../words/locale.ts';
import type { Tier } from './tier.ts';

/** A path inside the explorer, else null: where to go after signing in is never an address of elsewhere. */
export function ownPath(text: string | null): string | null {
  if (text === null || !text.startsWith('/') || text.startsWith('//') || text.includes('\\')) return null;
  const [, first = ''] = text.split(/[/?#]/);
  return LOCALES.some((locale) => locale === first) ? text : null;
}

/** The page a reader wanted before it is known who they are; the overview is nobody's wish, but where one starts. */
export function wish(text: string | null): string | null {
  const path = ownPath(text);
  return path === null || /^\/[a-z]+\/?$/.test(path) ? null : path;
}

/** Pages that every tier has; others only make sense to whoever was on them. */
const FOR_ALL = /^\/[a-z]+\/(?:verify|record)(?:\/|\?|$)/;

/** Where to go after signing in as somebody of a tier: the page one was on, if it is one for them, else null (home). */
export function nextFor(tier: Tier, wanted: string | null): string | null {
  const path = ownPath(wanted);
  if (path === null || tier === 'public') return null;
  return FOR_ALL.test(path) ? path : null;
}
