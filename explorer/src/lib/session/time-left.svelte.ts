import { secondsUntil } from '../format/seconds-until.svelte.ts';
import { session } from './session.svelte.ts';

/** Seconds before the end at which the reader is told. */
export const NOTICE = 120;

/** The seconds that the session has left, counted while the component lives; null without a session. */
export const timeLeft = (): { readonly seconds: number | null } => secondsUntil(() => session.ends);
