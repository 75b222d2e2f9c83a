import { session } from './session.svelte.ts';

/** Whole seconds until an instant, never below zero. */
const remaining = (ends: number, now: number): number => Math.max(0, Math.round((ends - now) / 1000));

/** Seconds before the end at which the reader is told. */
export const NOTICE = 120;

/** The seconds that the session has left, counted while the component lives; null without a session. */
export function timeLeft(): { readonly seconds: number | null } {
  let now = $state(Date.now());
  $effect(() => {
    if (session.ends === null) return;
    const timer = setInterval(() => {
      now = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  });
  return {
    get seconds() {
      return session.ends === null ? null : remaining(session.ends, now);
    },
  };
}
