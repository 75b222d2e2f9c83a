import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** Milliseconds an issuer may take to answer. */
const DEADLINE = 5_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The public keys of an issuer of one's own, found by OpenID Connect discovery and refreshed as they rotate. */
export async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(DEADLINE), redirect: 'error' });
  if (!response.ok) throw new Error(`OIDC_ISSUER answered ${response.status} to discovery`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer)
    throw new Error('OIDC_ISSUER differs from the issuer its discovery document names');
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: DEADLINE });
}
