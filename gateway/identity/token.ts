import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { ClaimMapping } from './claim-mapping.ts';
import { type TokenClaims, tokenClaims } from './claims.ts';
import { mapClaims } from './map-claims.ts';

export const AUDIENCE = 'caretrail';

/** Signatures only of keys an issuer publishes; `none` and shared secrets are never accepted. */
export const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];

/** Seconds by which clocks may differ. */
const CLOCK_SKEW = 5;

/** Whose tokens are read, and how. */
export interface TokenIssuer {
  /** As its tokens name it (`iss`). */
  readonly issuer: string;
  /** Whom its tokens must be for (`aud`); absent: {@link AUDIENCE}. */
  readonly audience?: string;
  /** Absent: its tokens carry the claim `caretrail`. */
  readonly mapping?: ClaimMapping | undefined;
}

export type TokenResult =
  | { readonly claims: TokenClaims; readonly refused?: never }
  | { readonly refused: 'EXPIRED' | 'UNAUTHENTICATED'; readonly claims?: never };

/** Reads an access token: signature, issuer, audience, validity, shape. Unreachable issuers throw. */
export async function readToken(
  token: string,
  { issuer, audience = AUDIENCE, mapping }: TokenIssuer,
  keys: JWTVerifyGetKey,
): Promise<TokenResult> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW,
      requiredClaims: ['sub', 'exp'],
    });
    const claims = tokenClaims.safeParse(mapping ? mapClaims(payload, mapping) : payload);
    return claims.success ? { claims: claims.data } : { refused: 'UNAUTHENTICATED' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { refused: 'EXPIRED' };
    if (error instanceof errors.JOSEError) return { refused: 'UNAUTHENTICATED' };
    throw error;
  }
}
