import { ask } from '../graph/ask.ts';
import type { Locale } from '../words/locale.ts';
import { capacityQuestion } from './capacity.ts';
import { answersRequest } from './id-token.ts';
import { authorizationAddress, discover, type Issuer, redeem, refresh, type Tokens } from './issuer.ts';
import { keepPending, type Pending, takePending } from './pending.ts';
import { loadPersonas } from './personas.ts';
import { makeChallenge, randomText } from './pkce.ts';
import { loadProvider, type Provider } from './provider.ts';
import { forget, remembered } from './remembered.ts';
import { session } from './session.svelte.ts';

/**
 * How the issuer is asked: `none` continues its session without a question, `login` signs in as whoever it turns out to be,
 * `again` as the same person, who goes on for the same purpose and case.
 */
type Prompt = 'login' | 'none' | 'again';

/** Sends the browser to the issuer (authorization code, PKCE). */
export async function goToIssuer(
  persona: string | null,
  next: string,
  locale: Locale,
  prompt: Prompt,
): Promise<void> {
  const provider = await loadProvider();
  const issuer = await discover(provider);
  const { verifier, challenge } = await makeChallenge();
  const redirect = `${location.origin}/${locale}/signed-in`;
  const [state, nonce] = [randomText(), randomText()];
  if (prompt === 'login') forget();
  keepPending({ state, nonce, verifier, redirect, persona, next });
  location.assign(
    authorizationAddress(provider, issuer, {
      ...{ redirect, challenge, state, nonce, persona },
      prompt: prompt === 'none' ? 'none' : 'login',
    }),
  );
}

/** Signs the same person in anew: after the end of a session, or for what asks for a fresh sign-in. */
export const signInAgain = (next: string, locale: Locale): Promise<void> =>
  goToIssuer(session.persona, next, locale, 'again');

/** What the issuer sent the browser back with. */
export type Return =
  | { readonly done: true; readonly next: string }
  | { readonly done: false; readonly next: string | null; readonly reason: string };

/** The sign-in cannot be finished; the reason is a code for whoever runs the hub. */
class Refused extends Error {}

/** Exchanges the code and checks that the answer is to what this tab asked. */
async function redeemed(
  code: string,
  { verifier, redirect, nonce }: Pending,
  sender: string | null,
): Promise<{ readonly tokens: Tokens; readonly provider: Provider }> {
  const provider = await loadProvider();
  const issuer = await discover(provider);
  // RFC 9207: an answer of another issuer than the one that was asked.
  if (sender !== null && sender !== issuer.name) throw new Refused('issuer');
  const tokens = await redeem(provider, issuer, code, verifier, redirect);
  const expected = {
    issuer: issuer.name,
    client: provider.client,
    nonce,
    now: Math.floor(Date.now() / 1000),
  };
  if (tokens.id === null || !answersRequest(tokens.id, expected)) throw new Refused('id_token');
  return { tokens, provider };
}

/** The case that the demo opened for a persona. */
const caseOf = async (name: string | null): Promise<string | null> =>
  name === null ? null : ((await loadPersonas()).find((persona) => persona.name === name)?.case ?? null);

/** Finishes a sign-in: state and nonce compared, code exchanged, the hub asked whom it takes the token's holder for. */
export async function finishSignIn(query: Pick<URLSearchParams, 'get'>): Promise<Return> {
  const pending = takePending();
  const refuse = (reason: string): Return => {
    forget();
    return { done: false, next: pending?.next ?? null, reason };
  };
  if (pending === null || query.get('state') !== pending.state) return refuse('state');
  const code = query.get('code');
  if (code === null) return refuse(query.get('error') ?? 'no_code');
  try {
    const { tokens } = await redeemed(code, pending, query.get('iss'));
    const asker = { token: tokens.access, purpose: null, case: null };
    const [{ me }, opened] = await Promise.all([ask(capacityQuestion, {}, asker), caseOf(pending.persona)]);
    const earlier = remembered();
    session.begin(
      { capacity: me, persona: pending.persona, tokens },
      { purpose: earlier?.purpose ?? null, case: earlier?.case ?? opened },
    );
    return { done: true, next: pending.next };
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : 'unknown');
  }
}

/** Extends the session: in place where the issuer gave a refresh token, else by visiting it and coming back. */
export async function extendSession(next: string, locale: Locale): Promise<void> {
  const token = session.tokens?.refresh ?? null;
  if (token === null) return goToIssuer(session.persona, next, locale, 'none');
  const provider = await loadProvider();
  session.extend(await refresh(provider, await discover(provider), token));
}

function endAddress(
  issuer: Issuer,
  { client }: Provider,
  token: string | null,
  locale: Locale,
): string | null {
  if (issuer.end === null) return null;
  const address = new URL(issuer.end);
  address.searchParams.set('client_id', client);
  if (token !== null) address.searchParams.set('id_token_hint', token);
  address.searchParams.set('post_logout_redirect_uri', `${location.origin}/${locale}`);
  return address.href;
}

/**
 * Ends the session here, and with an issuer of one's own there too, where it offers that: then the browser is on its
 * way there, from where it comes back (OpenID Connect RP-Initiated Logout 1.0), and the answer is true.
 */
export async function signOut(locale: Locale): Promise<boolean> {
  const { tokens, persona } = session;
  session.end();
  if (tokens === null || persona !== null) return false;
  const provider = await loadProvider();
  const address = endAddress(await discover(provider), provider, tokens.id, locale);
  if (address !== null) location.assign(address);
  return address !== null;
}
