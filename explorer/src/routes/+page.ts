import { redirect } from '@sveltejs/kit';
import { preferredLocale } from '#lib/words/locale.ts';

export const load = () => redirect(307, `/${preferredLocale(navigator.languages)}`);
