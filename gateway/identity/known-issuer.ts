import { remoteKeys } from '@caretrail/kit/keys';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { IssuerRefused } from './issuer-refused.ts';

/** Milliseconds an issuer may take to answer. */
const DEADLINE = 5_000;
/** Milliseconds for which its keys are not asked for again. */
const FRESH = 600_000;

const address = z.url({ protocol: /^https?$/ });
const discovery = z.object({ issuer: z.string(), jwks_uri: address, token_endpoint: address });

/** What the hub needs to know of an issuer of one's own. */
export interface KnownIssuer {
  /** Its public keys, refreshed as they rotate. */
  readonly keys: JWTVerifyGetKey;
  /** Origins that browsers ask while somebody signs in: for discovery and for tokens. */
  readonly origins: readonly string[];
}

const documentOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/** The discovery document of an issuer, as far as it concerns us. */
async function discover(issuer: string): Promise<z.infer<typeof discovery>> {
  try {
    const response = await fetch(documentOf(issuer), {
      signal: AbortSignal.timeout(DEADLINE),
      redirect: 'error',
    });
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
 * Finds an issuer of one's own by OpenID Connect discovery.
 * @param onFailure - told when its keys cannot be fetched
 * @throws IssuerRefused when there is no such issuer
 */
export async function discoverIssuer(
  issuer: string,
  onFailure?: (error: unknown) => void,
): Promise<KnownIssuer> {
  const found = await discover(issuer);
  if (found.issuer !== issuer)
    throw new IssuerRefused(
      'OIDC_ISSUER differs from the issuer that its discovery document names: write it exactly as there.',
    );
  return {
    keys: remoteKeys(new URL(found.jwks_uri), {
      deadline: DEADLINE,
      fresh: FRESH,
      ...(onFailure && { onFailure }),
    }),
    origins: [...new Set([documentOf(issuer), found.token_endpoint].map((one) => new URL(one).origin))],
  };
}
