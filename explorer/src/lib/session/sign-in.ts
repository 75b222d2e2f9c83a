import type { Locale } from '../words/locale.ts';
import { authorizationAddress, discover, redeem } from './issuer.ts';
import { forgetPersona, keepPending, rememberPersona, takePending } from './pending.ts';
import { loadPersonas } from './personas.ts';
import { makeChallenge, randomText } from './pkce.ts';
import { session } from './session.svelte.ts';

/**
 * Sends the browser to the issuer (authorization code, PKCE). `none` continues the issuer's session after a reload
 * without a question; `login` signs the persona in.
 */
export async function goToIssuer(
  persona: string,
  next: string,
  locale: Locale,
  prompt: 'login' | 'none',
): Promise<void> {
  const issuer = await discover();
  const { verifier, challenge } = await makeChallenge();
  const redirect = `${location.origin}/${locale}/signed-in`;
  const state = randomText();
  keepPending({ state, verifier, redirect, persona, next });
  const address = authorizationAddress(issuer, {
    redirect,
    challenge,
    state,
    nonce: randomText(),
    persona,
    prompt,
  });
  location.assign(address);
}

/** What the issuer sent the browser back with. */
export type Return =
  | { readonly done: true; readonly next: string }
  | { readonly done: false; readonly next: string | null; readonly reason: string };

/** Finishes a sign-in: state compared, code exchanged, the capacity held in memory. */
export async function finishSignIn(query: Pick<URLSearchParams, 'get'>): Promise<Return> {
  const pending = takePending();
  const refuse = (reason: string): Return => {
    forgetPersona();
    return { done: false, next: pending?.next ?? null, reason };
  };
  if (pending === null || query.get('state') !== pending.state) return refuse('state');
  const code = query.get('code');
  if (code === null) return refuse(query.get('error') ?? 'no_code');
  try {
    const [{ token, lifetime }, personas] = await Promise.all([
      discover().then((issuer) => redeem(issuer, code, pending.verifier, pending.redirect)),
      loadPersonas(),
    ]);
    const persona = personas.find(({ name }) => name === pending.persona);
    if (!persona) return refuse('persona');
    session.begin(persona, token, lifetime);
    rememberPersona(persona.name);
    return { done: true, next: pending.next };
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : 'unknown');
  }
}

export function signOut(): void {
  forgetPersona();
  session.end();
}
