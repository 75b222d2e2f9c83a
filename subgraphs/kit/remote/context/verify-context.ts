import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import {
  audienceOf,
  type CallerContext,
  CONTEXT_LIFETIME,
  CONTEXT_TYPE,
  contextClaims,
  digestOf,
} from './signed-context.ts';
import type { UsedContexts } from './used-contexts.ts';

/** Seconds by which the clocks of hub and subgraph may differ. */
const CLOCK_SKEW = 2;

/** Why a request is not answered; for the log, never for whoever sent it. */
export type ContextFault = 'MISSING' | 'INVALID' | 'EXPIRED' | 'OTHER_BODY' | 'REPLAYED';

export class ContextRefused extends Error {
  override readonly name = 'ContextRefused';
  readonly fault: ContextFault;

  constructor(fault: ContextFault, options: { readonly cause?: unknown } = {}) {
    super(`The caller context is refused: ${fault}`, options);
    this.fault = fault;
  }
}

/** A context whose signature holds; what it was signed for is still to be looked at. */
interface Authentic {
  /** Checks that the context was signed for this body and was never used, and uses it up. */
  use(body: Uint8Array): Promise<CallerContext>;
}

export interface ContextVerifierOptions {
  /** Name of the subgraph that contexts must be made for. */
  readonly subgraph: string;
  readonly keys: JWTVerifyGetKey;
  readonly used: UsedContexts;
  /** Milliseconds, as `Date.now`. */
  readonly clock?: () => number;
}

/** Reads the header of a request; rejects with {@link ContextRefused}. Called before a byte of the body is read. */
export type VerifyContext = (header: string | readonly string[] | undefined) => Promise<Authentic>;

export function contextVerifier(options: ContextVerifierOptions): VerifyContext {
  const { subgraph, keys, used, clock = Date.now } = options;
  return async (header) => {
    if (typeof header !== 'string' || header === '') throw new ContextRefused('MISSING');
    const payload = await verified(header, subgraph, keys, new Date(clock()));
    const claims = contextClaims.safeParse(payload);
    if (!claims.success) throw new ContextRefused('INVALID', { cause: claims.error });
    const { jti, exp, body: digest, schema, caller } = claims.data;
    return {
      async use(body) {
        if (digestOf(body) !== digest) throw new ContextRefused('OTHER_BODY');
        const until = new Date((exp + CLOCK_SKEW) * 1000);
        if (!(await used.use(jti, until))) throw new ContextRefused('REPLAYED');
        return { caller, schema };
      },
    };
  };
}

async function verified(token: string, subgraph: string, keys: JWTVerifyGetKey, now: Date): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      audience: audienceOf(subgraph),
      typ: CONTEXT_TYPE,
      algorithms: ['EdDSA'],
      clockTolerance: CLOCK_SKEW,
      maxTokenAge: CONTEXT_LIFETIME,
      requiredClaims: ['jti', 'exp', 'iat', 'body', 'caller'],
      currentDate: now,
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new ContextRefused('EXPIRED', { cause });
    // Keys that cannot be had are our trouble, not the sender's: that is no error of jose.
    if (cause instanceof errors.JOSEError) throw new ContextRefused('INVALID', { cause });
    throw cause;
  }
}
