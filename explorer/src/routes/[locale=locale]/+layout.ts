import { remembered } from '#lib/session/remembered.ts';
import { session } from '#lib/session/session.svelte.ts';
import { goToIssuer } from '#lib/session/sign-in.ts';
import type { Locale } from '#lib/words/locale.ts';

/** Pages that need nobody signed in, so that a reload of them asks the issuer nothing. */
const OPEN = /^\/[a-z]+\/(?:signed-in|sign-in)(?:\/|$)/;

/** Never resolves: the browser is on its way to the issuer. */
const leaving = () => new Promise<never>(() => {});

export const load = async ({ params, url }: { params: { locale: Locale }; url: URL }) => {
  const earlier = remembered();
  if (earlier === null || session.capacity !== null || OPEN.test(url.pathname)) return;
  // A reload has lost the token, which lives in memory alone: the issuer's own session is asked once, without a question.
  try {
    await goToIssuer(earlier.persona, url.pathname + url.search, params.locale, 'none');
  } catch {
    return; // No issuer to be reached: the page is shown as the public tier sees it.
  }
  await leaving();
};
