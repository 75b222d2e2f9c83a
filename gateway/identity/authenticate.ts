import { type Caller, PUBLIC_CALLER, PURPOSES, type Purpose } from '@caretrail/kit';
import type { JWTVerifyGetKey } from 'jose';
import { scopesOf, smartScopes, type TokenClaims } from './claims.ts';
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
const EXPIRED = failure(401, 'EXPIRED', 'The access token has expired: sign in again.');

/** A header sent twice is ambiguous, so it counts as malformed. */
function single(headers: RequestHeaders, name: string): string | null | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value === undefined ? undefined : null;
}

function bearer(header: string): string | null {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(header) ?? [];
  return token !== undefined && token.length <= LONGEST_TOKEN ? token : null;
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

/** Identity by access tokens of one issuer; `keys` finds its public keys. */
export function createIdentity(from: string | TokenIssuer, keys: JWTVerifyGetKey): Identity {
  const issuer = typeof from === 'string' ? { issuer: from } : from;
  return {
    async authenticate(headers) {
      const authorization = single(headers, 'authorization');
      if (authorization === undefined) return { caller: PUBLIC_CALLER };
      const token = authorization === null ? null : bearer(authorization);
      if (token === null) return NO_TOKEN;
      const { claims, refused } = await readToken(token, issuer, keys);
      if (refused) return refused === 'EXPIRED' ? EXPIRED : NO_TOKEN;
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
