/** RFC 7636: what only this tab knows, and its digest, which the authorization request carries. */
export interface Challenge {
  readonly verifier: string;
  readonly challenge: string;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** 32 random bytes as text: for verifiers, state and nonce. */
export const randomText = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

export async function makeChallenge(): Promise<Challenge> {
  const verifier = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(digest)) };
}
