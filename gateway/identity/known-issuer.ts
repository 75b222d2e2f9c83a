import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { IssuerRefused } from './issuer-refused.ts';

/** Milliseconds an issuer may take to answer. */
const DEADLINE = 5_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The discovery document of an issuer, as far as it concerns us. */
async function discover(issuer: string): Promise<z.infer<typeof discovery>> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(DEADLINE), redirect: 'error' });
    if (response.ok) return discovery.parse(await response.json());
    throw new Error(`discovery was answered with ${response.status}`);
  } catch (cause) {
    throw new IssuerRefused(
      'OIDC_ISSUER does not answer OpenID Connect discovery: correct it, or see that its /.well-known/openid-configuration can be reached.',
      { cause },
    );
  }
}

/**
 * The public keys of an issuer of one's own, found by OpenID Connect discovery and refreshed as they rotate.
 * @throws IssuerRefused when there is no such issuer
 */
export async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const found = await discover(issuer);
  if (found.issuer !== issuer)
    throw new IssuerRefused(
      'OIDC_ISSUER differs from the issuer that its discovery document names: write it exactly as there.',
    );
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: DEADLINE });
}
