import type { TokenClaims } from '../claims.ts';
import type { RequestTarget } from '../identity.ts';
import { provesPossession, type UsedProofs } from './proof.ts';

/** How a token came. */
export interface Presented {
  readonly scheme: 'bearer' | 'dpop';
  readonly token: string;
  /** The header `DPoP`; null where there is none, or more than one. */
  readonly proof: string | null;
  /** `proven`: the request was proven before, and goes on. Absent: nothing is known of it. */
  readonly request: RequestTarget | 'proven' | undefined;
}

/**
 * Whether a token comes from whom it was given to. One that its issuer bound to a key (RFC 7800, `cnf`) counts with a proof
 * alone: to take it from whoever brings it would undo what the issuer did. Other ways of binding are not ours to check.
 */
export async function comesFromHolder(
  { cnf }: Pick<TokenClaims, 'cnf'>,
  { scheme, token, proof, request }: Presented,
  used: UsedProofs | null,
): Promise<boolean> {
  if (cnf === undefined) return scheme === 'bearer';
  if (scheme !== 'dpop' || cnf.jkt === undefined || request === undefined) return false;
  if (request === 'proven') return true;
  if (proof === null || used === null) return false;
  return provesPossession(proof, { token, thumbprint: cnf.jkt }, request, used);
}
