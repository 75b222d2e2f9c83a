import { alone } from '../shape/cursor.ts';
import { object, orNull, text, whole } from '../shape/read.ts';
import type { Provider } from './provider.ts';

/** Where the issuer takes requests (OpenID Connect Discovery 1.0). */
export interface Issuer {
  /** Its identifier, as tokens name it. */
  readonly name: string;
  readonly authorization: string;
  readonly token: string;
  /** Where a session with the issuer is ended, if it offers that. */
  readonly end: string | null;
}

/** What the issuer gives for a code or a refresh token. */
export interface Tokens {
  readonly access: string;
  /** Seconds. */
  readonly lifetime: number;
  /** Null where the issuer does not extend sessions without being visited. */
  readonly refresh: string | null;
  readonly id: string | null;
}

const discovery = object({
  issuer: text,
  authorization_endpoint: text,
  token_endpoint: text,
  end_session_endpoint: orNull(text),
});
const tokenAnswer = object({
  access_token: text,
  expires_in: whole,
  refresh_token: orNull(text),
  id_token: orNull(text),
});

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Codes and tokens go over TLS, or stay on this computer. */
function endpoint(address: string): string {
  const { protocol, hostname, href } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))) return href;
  throw new Error('The issuer names an address without TLS');
}

/** Paths only: what the hub calls itself as an issuer (a proxy's name, another port) must not send a code elsewhere. */
const ownPath = (address: string): string => new URL(address, location.origin).pathname;

export async function discover({ issuer }: Provider): Promise<Issuer> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`The issuer answered ${response.status}`);
  const found = discovery(alone(await response.json()));
  const own = issuer.startsWith('/');
  // OpenID Connect Discovery 1.0, 4.3: a document of another issuer is not to be used.
  if (!own && found.issuer !== issuer) throw new Error('The discovery document is of another issuer');
  const address = own ? ownPath : endpoint;
  const end = found.end_session_endpoint;
  return {
    name: found.issuer,
    authorization: address(found.authorization_endpoint),
    token: address(found.token_endpoint),
    end: end === null || own ? null : address(end),
  };
}

export interface AuthorizationRequest {
  readonly redirect: string;
  readonly challenge: string;
  readonly state: string;
  readonly nonce: string;
  /** Persona to sign in as; null leaves the choice to the issuer. */
  readonly persona: string | null;
  /** `login` asks the issuer to sign in anew; `none` only continues a session it has. */
  readonly prompt: 'login' | 'none';
}

export function authorizationAddress(
  { client, scope }: Provider,
  issuer: Issuer,
  request: AuthorizationRequest,
): string {
  const query = new URLSearchParams({
    client_id: client,
    response_type: 'code',
    redirect_uri: request.redirect,
    scope,
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    prompt: request.prompt,
    ...(request.persona !== null && { login_hint: request.persona }),
  });
  return `${issuer.authorization}${issuer.authorization.includes('?') ? '&' : '?'}${query}`;
}

async function tokens(issuer: Issuer, grant: Readonly<Record<string, string>>): Promise<Tokens> {
  const response = await fetch(issuer.token, { method: 'POST', body: new URLSearchParams(grant) });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}`);
  const answer = tokenAnswer(alone(await response.json()));
  return {
    access: answer.access_token,
    lifetime: answer.expires_in,
    refresh: answer.refresh_token,
    id: answer.id_token,
  };
}

/** Exchanges a code (RFC 6749, 4.1.3). The content of the access token is left to the hub to check. */
export const redeem = (
  provider: Provider,
  issuer: Issuer,
  code: string,
  verifier: string,
  redirect: string,
) =>
  tokens(issuer, {
    grant_type: 'authorization_code',
    client_id: provider.client,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
  });

/** Gets a later access token without leaving the page (RFC 6749, 6). */
export const refresh = (provider: Provider, issuer: Issuer, token: string) =>
  tokens(issuer, { grant_type: 'refresh_token', client_id: provider.client, refresh_token: token });
