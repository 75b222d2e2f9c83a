import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type TokenClaims, tokenClaims } from './claims.ts';

export const AUDIENCE = 'caretrail';

/** Signatures only of keys an issuer publishes; `none` and shared secrets are never accepted. */
const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];

/** Seconds by which clocks may differ. */
const CLOCK_SKEW = 5;

export type TokenResult =
  | { readonly claims: TokenClaims; readonly refused?: never }
  | { readonly refused: 'EXPIRED' | 'UNAUTHENTICATED'; readonly claims?: never };

/** Reads an access token: signature, issuer, audience, validity, shape. Unreachable issuers throw. */
export async function readToken(token: string, issuer: string, keys: JWTVerifyGetKey): Promise<TokenResult> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: AUDIENCE,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW,
      requiredClaims: ['sub', 'exp', 'caretrail'],
    });
    const claims = tokenClaims.safeParse(payload);
    return claims.success ? { claims: claims.data } : { refused: 'UNAUTHENTICATED' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { refused: 'EXPIRED' };
    if (error instanceof errors.JOSEError) return { refused: 'UNAUTHENTICATED' };
    throw error;
  }
}
