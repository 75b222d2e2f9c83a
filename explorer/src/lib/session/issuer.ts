import { Refusals } from '../graph/refusals.ts';
import { object, text, whole } from '../shape/read.ts';

const ISSUER = '/oidc';
const CLIENT = 'caretrail-explorer';

/** Where the issuer takes requests (OpenID Connect Discovery 1.0). */
export interface Issuer {
  readonly authorization: string;
  readonly token: string;
}

const at = (value: unknown) => ({ value, path: [], refusals: new Refusals([]) });

const discovery = object({ authorization_endpoint: text, token_endpoint: text });
const tokenAnswer = object({ access_token: text, expires_in: whole });

/** Paths only: what the issuer calls itself (a proxy's name, another port) must not send a code elsewhere. */
const ownPath = (address: string): string => new URL(address, location.origin).pathname;

export async function discover(): Promise<Issuer> {
  const response = await fetch(`${ISSUER}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`The issuer answered ${response.status}`);
  const found = discovery(at(await response.json()));
  return { authorization: ownPath(found.authorization_endpoint), token: ownPath(found.token_endpoint) };
}

export interface AuthorizationRequest {
  readonly redirect: string;
  readonly challenge: string;
  readonly state: string;
  readonly nonce: string;
  readonly persona: string;
  /** `login` asks the issuer to sign the persona in; `none` only continues a session it has. */
  readonly prompt: 'login' | 'none';
}

export function authorizationAddress(issuer: Issuer, request: AuthorizationRequest): string {
  const query = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: request.redirect,
    scope: 'openid caretrail',
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    login_hint: request.persona,
    prompt: request.prompt,
  });
  return `${issuer.authorization}?${query}`;
}

/** Exchanges a code. The token comes straight from the issuer, so its content is left to the hub to check. */
export async function redeem(
  issuer: Issuer,
  code: string,
  verifier: string,
  redirect: string,
): Promise<{ readonly token: string; readonly lifetime: number }> {
  const response = await fetch(issuer.token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT,
      redirect_uri: redirect,
      code,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}`);
  const answer = tokenAnswer(at(await response.json()));
  return { token: answer.access_token, lifetime: answer.expires_in };
}
