import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Caller, PURPOSES, ROLES, ROLES_OF, TIERS } from '../../caller/caller.ts';

/** Header that carries the signed context of a fetch: a JWT (RFC 7519) in compact form, signed with Ed25519. */
export const CONTEXT_HEADER = 'caretrail-context';
export const CONTEXT_TYPE = 'caretrail-context+jwt';

/** Seconds that a context lives: long enough to be read, short enough that a stolen one is of little use. */
export const CONTEXT_LIFETIME = 10;

const nullable = <Shape extends z.ZodType>(shape: Shape) => shape.nullable();

const caller = z
  .strictObject({
    tier: z.enum(TIERS),
    role: nullable(z.enum(ROLES)),
    subject: nullable(z.string()),
    organization: nullable(z.string()),
    purpose: nullable(z.enum(PURPOSES)),
    purposes: z.array(z.enum(PURPOSES)),
    scopes: nullable(z.array(z.string())),
    tokenScopes: z.array(z.string()).default([]),
    case: nullable(z.string()),
    expires: nullable(z.number()),
    authenticatedAt: nullable(z.number()),
  })
  .refine(({ tier, role }) => ROLES_OF[tier].includes(role), 'the role is not one of the tier');

/** The claims of a context; the short ones are RFC 7519's. */
export const contextClaims = z.object({
  /** {@link audienceOf} the subgraph. */
  aud: z.string(),
  /** Single use: whoever brings it again is refused. */
  jti: z.string().min(16).max(64),
  /** Unix seconds: when it was signed, and from when on it is refused. */
  iat: z.number(),
  exp: z.number(),
  /** {@link digestOf} of the request's body. */
  body: z.string(),
  /** {@link digestOf} of the SDL that the hub composed; null while the hub asks for it. */
  schema: nullable(z.string()),
  caller,
});

/** What the hub vouches for in one fetch. */
export interface CallerContext {
  readonly caller: Caller;
  readonly schema: string | null;
}

/** SHA-256 in base64url. */
export const digestOf = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('base64url');

/** What a context is made for: one subgraph. */
export const audienceOf = (subgraph: string): string => `caretrail:${subgraph}`;
