import { PURPOSES, ROLES, ROLES_OF, rolePurposes } from '@caretrail/kit';
import { z } from 'zod';

export const slug = z.string().regex(/^[a-z0-9-]{2,32}$/);

/** What makes somebody who they are here, whoever it is. */
export const CAPACITY = {
  tier: z.enum(['patient', 'hospital', 'payer', 'regulator']),
  role: z.enum(ROLES).nullish(),
  purposes: z.array(z.enum(PURPOSES)).min(1).max(PURPOSES.length).optional(),
};

/** The claim `caretrail` of an access token (policy.md, "Tokens"). */
export const capacity = z
  .object({ ...CAPACITY, organization: slug.nullish(), patient: z.uuid().nullish() })
  .transform((claim) => ({
    tier: claim.tier,
    role: claim.role ?? null,
    organization: claim.organization ?? null,
    patient: claim.patient ?? null,
    purposes: claim.purposes ?? null,
  }))
  .refine((claim) => ROLES_OF[claim.tier].includes(claim.role), 'the role is not one of the tier')
  .refine(
    (claim) => (claim.tier === 'patient') === (claim.patient !== null),
    'patients, and only they, name a record',
  )
  .refine(
    (claim) => (claim.tier === 'patient') === (claim.organization === null),
    'staff belong to an organization',
  )
  .transform((claim) => ({ ...claim, purposes: claim.purposes ?? rolePurposes(claim.tier, claim.role) }))
  .refine(
    (claim) => claim.purposes.every((purpose) => rolePurposes(claim.tier, claim.role).includes(purpose)),
    'a purpose is not one of the role',
  );

export const tokenClaims = z.object({
  sub: z.string().min(1).max(128),
  exp: z.number(),
  auth_time: z.number().optional(),
  scope: z.string().max(4096).optional(),
  /** What the token is bound to (RFC 7800): the thumbprint of a key (RFC 9449), or something else. */
  cnf: z.looseObject({ jkt: z.string().max(64).optional() }).optional(),
  caretrail: capacity,
});
export type TokenClaims = z.infer<typeof tokenClaims>;

/** The scopes of a token (RFC 6749, section 3.3). */
export const scopesOf = (scope: string | undefined): readonly string[] =>
  (scope ?? '').split(' ').filter((item) => item !== '');

/** SMART v2 scopes have a slash; OpenID's own (`openid`) narrow nothing. Null: the token names none. */
export function smartScopes(scope: string | undefined): readonly string[] | null {
  const named = scopesOf(scope).filter((item) => item.includes('/'));
  return named.length > 0 ? named : null;
}
