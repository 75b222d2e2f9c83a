import { type Caller, PUBLIC_CALLER, PURPOSES, type Purpose } from '@caretrail/kit';
import type { JWTVerifyGetKey } from 'jose';
import { scopesOf, smartScopes, type TokenClaims } from './claims.ts';
import { comesFromHolder, type Presented } from './dpop/holder.ts';
import type { UsedProofs } from './dpop/proof.ts';
import type { Authentication, AuthenticationFailure, Identity, RequestHeaders } from './identity.ts';
import { readToken, type TokenIssuer } from './token.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Longest token looked at: larger ones are no tokens of an issuer we know. */
const LONGEST_TOKEN = 16_384;

const failure = (
  status: AuthenticationFailure['status'],
  code: AuthenticationFailure['code'],
  reason: string,
): Authentication => ({ failure: { status, code, reason } });

const NO_TOKEN = failure(401, 'UNAUTHENTICATED', 'The access token is not valid here: sign in again.');
const NOT_HOLDER = failure(
  401,
  'UNAUTHENTICATED',
  'This token needs a fresh DPoP proof of its holder’s key for this request, and goes with the scheme it was issued for.',
);
const EXPIRED = failure(401, 'EXPIRED', 'The access token has expired: sign in again.');

/** A header sent twice is ambiguous, so it counts as malformed. */
function single(headers: RequestHeaders, name: string): string | null | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value === undefined ? undefined : null;
}

/** A token and the scheme it came by (RFC 6750, RFC 9449). */
function tokenIn(header: string): Pick<Presented, 'scheme' | 'token'> | null {
  const [, bearer, token] = /^(?:(Bearer)|DPoP) ([A-Za-z0-9._~+/=-]+)$/i.exec(header) ?? [];
  if (token === undefined || token.length > LONGEST_TOKEN) return null;
  return { scheme: bearer === undefined ? 'dpop' : 'bearer', token };
}

function purposeOf(header: string | undefined, claims: TokenClaims): Purpose | null {
  if (header === undefined) return claims.caretrail.purposes[0] ?? null;
  const asked = PURPOSES.find((purpose) => purpose === header);
  return asked && claims.caretrail.purposes.includes(asked) ? asked : null;
}

function callerOf(claims: TokenClaims, purpose: Purpose, caseId: string | null): Caller {
  const { tier, role, organization, patient, purposes } = claims.caretrail;
  return {
    tier,
    role,
    subject: patient ?? claims.sub,
    organization,
    purpose,
    purposes,
    scopes: smartScopes(claims.scope),
    tokenScopes: scopesOf(claims.scope),
    case: tier === 'regulator' ? caseId : null,
    expires: claims.exp,
    authenticatedAt: claims.auth_time ?? null,
  };
}

/**
 * Identity by access tokens of one issuer; `keys` finds its public keys.
 * @param used - where proofs of holders are used up; null: tokens that are bound to a key do not count here
 */
export function createIdentity(
  from: string | TokenIssuer,
  keys: JWTVerifyGetKey,
  used: UsedProofs | null = null,
): Identity {
  const issuer = typeof from === 'string' ? { issuer: from } : from;
  return {
    async authenticate(headers, request) {
      const authorization = single(headers, 'authorization');
      if (authorization === undefined) return { caller: PUBLIC_CALLER };
      const sent = authorization === null ? null : tokenIn(authorization);
      if (sent === null) return NO_TOKEN;
      const { claims, refused } = await readToken(sent.token, issuer, keys);
      if (refused) return refused === 'EXPIRED' ? EXPIRED : NO_TOKEN;
      const presented = { ...sent, proof: single(headers, 'dpop') ?? null, request };
      if (!(await comesFromHolder(claims, presented, used))) return NOT_HOLDER;
      const asked = single(headers, 'caretrail-purpose');
      const purpose = asked === null ? null : purposeOf(asked, claims);
      if (purpose === null)
        return failure(403, 'FORBIDDEN_PURPOSE', 'The token does not hold the purpose in Caretrail-Purpose.');
      const caseId = single(headers, 'caretrail-case') ?? null;
      if (caseId !== null && !UUID.test(caseId))
        return failure(400, 'BAD_USER_INPUT', 'Caretrail-Case must be the id of a case.');
      return { caller: callerOf(claims, purpose, caseId) };
    },
  };
}
