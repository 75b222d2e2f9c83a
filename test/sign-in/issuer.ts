import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** An OpenID Connect issuer of somebody else's, with its own sign-in pages. */
export interface TestIssuer {
  readonly address: string;
  close(): Promise<void>;
}

interface Options {
  readonly client: string;
  /** Origin of the hub whose explorer is the client. */
  readonly hub: string;
  /** The claim `caretrail` by account; any password signs in. */
  readonly capacities: Readonly<Record<string, object>>;
}

const RESOURCE = 'urn:test:caretrail';

/** Starts an `oidc-provider` on a port of its own, configured as an organization would for an explorer. */
export async function startIssuer({ client, hub, capacities }: Options): Promise<TestIssuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The issuer has no port');
  const address = `http://127.0.0.1:${bound.port}`;
  const provider = new Provider(address, {
    clients: [
      {
        client_id: client,
        token_endpoint_auth_method: 'none',
        redirect_uris: ['en', 'zh'].map((locale) => `${hub}/${locale}/signed-in`),
        post_logout_redirect_uris: ['en', 'zh'].map((locale) => `${hub}/${locale}`),
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['test'] },
    clientBasedCORS: (_context, origin) => origin === hub,
    pkce: { required: () => true },
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: 'caretrail',
          scope: '',
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (_context, token) => ({
      caretrail: capacities['accountId' in token ? String(token.accountId) : ''],
    }),
  });
  server.on('request', provider.callback());
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
