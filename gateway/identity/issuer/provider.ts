import type { JWK } from 'jose';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { capacityOf, type Persona } from '../persona.ts';
import { AUDIENCE } from '../token.ts';
import { TOKEN_LIFETIME } from './mint.ts';

/** The one client of the embedded issuer: the explorer, public, with PKCE. */
export const EXPLORER_CLIENT = 'caretrail-explorer';

/** What the access token is for; clients need not name it. */
const RESOURCE = 'urn:caretrail';
const RESOURCE_SCOPE = 'caretrail';
export const EXPLORER_SCOPE = `openid ${RESOURCE_SCOPE}`;

export interface IssuerOptions {
  /** Issuer identifier, which tokens carry: the hub's address and `/oidc`. */
  readonly issuer: string;
  /** Private P-256 key that signs tokens. */
  readonly key: JWK;
  /** Signs the issuer's own cookies. */
  readonly cookieKey: string;
  readonly redirects: readonly string[];
  /** The persona with this subject, if the demo has one. */
  readonly personaOf: (subject: string) => Promise<Persona | undefined>;
}

/** The explorer is ours: signing in is consent, so the grant is made without a question. */
async function grantToExplorer(context: KoaContextWithOIDC) {
  const { client, provider, session } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(RESOURCE, RESOURCE_SCOPE);
  await grant.save();
  return grant;
}

function configuration(options: IssuerOptions): Configuration {
  return {
    jwks: { keys: [options.key] },
    cookies: { keys: [options.cookieKey], short: { path: '/oidc' }, long: { path: '/oidc' } },
    clients: [
      {
        client_id: EXPLORER_CLIENT,
        redirect_uris: [...options.redirects],
        post_logout_redirect_uris: [],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    // Nothing but codes with PKCE is offered, whoever may become a client.
    responseTypes: ['code'],
    pkce: { required: () => true },
    // Held in the page's memory and used once each: the explorer extends its session without leaving the page.
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: AUDIENCE,
          scope: RESOURCE_SCOPE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_LIFETIME,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: {
      AccessToken: TOKEN_LIFETIME,
      AuthorizationCode: 60,
      IdToken: TOKEN_LIFETIME,
      Interaction: 600,
      Grant: 8 * TOKEN_LIFETIME,
      RefreshToken: 8 * TOKEN_LIFETIME,
      Session: 8 * TOKEN_LIFETIME,
    },
    interactions: { url: (_context, interaction) => `/oidc/sign-in/${interaction.uid}` },
    loadExistingGrant: grantToExplorer,
    async findAccount(_context, subject) {
      const persona = await options.personaOf(subject);
      return persona && { accountId: subject, claims: () => ({ sub: subject }) };
    },
    async extraTokenClaims(context, token) {
      const subject = 'accountId' in token && typeof token.accountId === 'string' ? token.accountId : '';
      const persona = await options.personaOf(subject);
      const { AuthorizationCode: code, RefreshToken: refreshed } = context.oidc.entities;
      const authTime = code?.authTime ?? refreshed?.authTime;
      return (
        persona && { caretrail: capacityOf(persona), ...(authTime !== undefined && { auth_time: authTime }) }
      );
    },
    renderError(context, out) {
      context.type = 'json';
      context.body = { error: out.error, error_description: out.error_description };
    },
  };
}

export function createProvider(options: IssuerOptions): Provider {
  return new Provider(options.issuer, configuration(options));
}
