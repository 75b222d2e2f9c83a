import type { JWTVerifyGetKey } from 'jose';
import {
  audienceOf,
  type CallerContext,
  CONTEXT_LIFETIME,
  contextClaims,
  digestOf,
} from './signed-context.ts';
import { signedPayload } from './signed-payload.ts';
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
    const claims = contextClaims.safeParse(await signedPayload(header, keys));
    if (!claims.success) throw new ContextRefused('INVALID', { cause: claims.error });
    const { aud, jti, iat, exp, body: digest, schema, caller } = claims.data;
    if (aud !== audienceOf(subgraph)) throw new ContextRefused('INVALID');
    const now = Math.floor(clock() / 1000);
    if (iat > now + CLOCK_SKEW) throw new ContextRefused('INVALID');
    if (now >= exp + CLOCK_SKEW || now > iat + CONTEXT_LIFETIME + CLOCK_SKEW)
      throw new ContextRefused('EXPIRED');
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
